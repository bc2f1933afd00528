import { execa, execaSync } from 'execa';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/**
 * What removes a tree that Node cannot: folders that lie deeper than any path may be long (PATH_MAX), and folders that a
 * program has closed to everybody, itself among them. Neither follows a link.
 */
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['chmod', ['-R', 'u+rwX', '--']],
  ['rm', ['-rf', '--']],
];

/** Removes what a program may have filled, whatever it has made there. Rejects where some of it is still there. */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    for (const [command, words] of COMMANDS) await execa(command, [...words, path], { reject: false });
    // It says what is in the way, or that all is gone.
    await rm(path, { recursive: true, force: true });
  }
}

/** The same for whoever cannot wait, because we are about to end. */
export function removeTreeNow(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    for (const [command, words] of COMMANDS) execaSync(command, [...words, path], { reject: false });
  }
}
