import { dirname } from 'node:path';
import { specFile } from './load-spec.js';
import { isSubmission } from './open-submission.js';
import { EXIT, UsageError } from './usage-error.js';

/** Editors write a file in several strokes: a change counts once there was quiet for so long. */
const SETTLED_MS = 80;

/** Checks at once, and again after every change of the submission or of a spec, until it is interrupted. */
export async function watchAndCheck(
  words: readonly string[],
  runChecks: () => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  const folder = words.findLast(isSubmission) ?? '.';
  const specs = words.flatMap((word) => specFile(word) ?? []).map((file) => dirname(file));
  const { watch } = await import('chokidar');
  const watcher = watch([folder, ...specs], {
    ignoreInitial: true,
    ignored: /[/\\](node_modules|reports|\.git|__pycache__|dist)([/\\]|$)/,
    awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: 20 },
  });
  let changed: () => void = () => {};
  watcher.on('all', () => changed());
  signal.addEventListener('abort', () => changed());
  while (!signal.aborted) {
    const change = new Promise<void>((resolve) => {
      changed = resolve;
    });
    await runOnce(runChecks);
    if (signal.aborted) break;
    process.stdout.write('\nWaiting for a change… (Ctrl-C ends)\n');
    await change;
  }
  await watcher.close();
  return EXIT.interrupted;
}

/** A spec that is wrong just now is part of writing it: it is told, and the next change is waited for. */
async function runOnce(runChecks: () => Promise<number>): Promise<void> {
  try {
    await runChecks();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`wiremark: ${error.message}\n`);
  }
}
