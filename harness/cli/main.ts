import { endAllGroups } from '../process/group.js';
import { closeInherited } from '../process/inherited-descriptors.js';
import { runCommand } from './program.js';

export { runCommand };

/** The whole life of the command: ends the process, with the exit code of what was asked. */
export async function main(words: readonly string[]): Promise<never> {
  closeInherited();

  // Until a report is sealed, an end of the process for whatever reason is our fault.
  process.exitCode = 3;

  /** The user has been told how it ended. */
  let isDone = false;

  process.on('uncaughtException', (error) => {
    endAllGroups();
    process.stderr.write(
      `wiremark: this is a fault of wiremark, not of your program: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    isDone = true;
    process.exit(3);
  });

  // A reader that has seen enough (`| head`) is no reason to stop marking.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });

  process.on('exit', () => {
    if (!isDone)
      process.stderr.write(
        'wiremark: this is a fault of wiremark, not of your program: it stopped in the middle of its work\n',
      );
  });

  const exitCode = await runCommand(words);

  // What was written to a pipe may not have left yet. Then an end at once: waiting for an empty event loop would
  // let any forgotten handle keep a student waiting.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))),
  );
  isDone = true;
  process.exit(exitCode);
}
