import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree, removeTreeNow } from '../process/remove-tree.js';

/** A folder that is removed when it is closed, and when we end, whatever the reason (but SIGKILL). */
export interface TemporaryFolder {
  readonly path: string;
  close(): Promise<void>;
}

export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  return guarded(await mkdtemp(join(tmpdir(), 'wiremark-')));
}

/** One whose name is known before it is made, for whoever removes it where we cannot any more. */
export async function makeTemporaryFolder(path: string): Promise<TemporaryFolder> {
  await mkdir(path, { mode: 0o700 });
  return guarded(path);
}

/** A name that nobody has. */
export function temporaryName(): string {
  return join(tmpdir(), `wiremark-${randomUUID()}`);
}

function guarded(path: string): TemporaryFolder {
  const removeAtExit = (): void => removeTreeNow(path);
  process.on('exit', removeAtExit);
  return {
    path,
    async close() {
      await removeTree(path);
      process.off('exit', removeAtExit);
    },
  };
}
