import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is removed when it is closed, and when we end, whatever the reason (but SIGKILL). */
export interface TemporaryFolder {
  readonly path: string;
  close(): Promise<void>;
}

export async function openTemporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'wiremark-'));
  const removeAtExit = (): void => rmSync(path, { recursive: true, force: true });
  process.on('exit', removeAtExit);
  return {
    path,
    async close() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      process.off('exit', removeAtExit);
    },
  };
}
