import { execFileSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/** Before any test: the command is compiled (tests run it as users do), and what the fixtures need is here. */
export default function setUp(): void {
  process.env['PATH'] = [dirname(pythonItself()), process.env['PATH']].join(delimiter);
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.ts'], { stdio: 'inherit' });
}

/** Where the interpreter is: what a version manager puts before it costs more, thousands of times, than starting Python. */
function pythonItself(): string {
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error(
      'The tests need python3: the fixtures are Python programs. Install it (Debian: apt-get install python3) and run npm test again.',
    );
  }
}
