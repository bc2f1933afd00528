import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Before any test: the command is compiled (tests run it as users do), and what the fixtures need is here. */
export default function setUp(): void {
  process.env['PATH'] = withPythonItself((process.env['PATH'] ?? '').split(delimiter)).join(delimiter);
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.ts'], { stdio: 'inherit' });
}

/**
 * The same folders, with Python found before what a version manager puts in its place: that is a script, and takes
 * longer than Python does to start, ten thousand times.
 */
function withPythonItself(folders: readonly string[]): readonly string[] {
  const having = folders.filter((folder) => existsSync(join(folder, 'python3')));
  const [first] = having;
  if (first === undefined)
    throw new Error(
      'The tests need python3: the fixtures are Python programs. Install it (Debian: apt-get install python3) and run npm test again.',
    );
  const itself = having.find((folder) => !isScript(join(folder, 'python3'))) ?? first;
  return folders.toSpliced(folders.indexOf(first), 0, itself);
}

function isScript(path: string): boolean {
  return readFileSync(path).subarray(0, 2).toString() === '#!';
}
