import { execFileSync } from 'node:child_process';

/** Before any test: the command is compiled (tests run it as users do), and what the fixtures need is here. */
export default function setUp(): void {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error(
      'The tests need python3: the fixtures are Python programs. Install it (Debian: apt-get install python3) and run npm test again.',
    );
  }
  execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/build.ts'], { stdio: 'inherit' });
}
