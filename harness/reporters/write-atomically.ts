import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that whoever opens it sees the old content or the new, never half of it, even after a power cut.
 * A link of that name is replaced, not followed. Missing folders are made.
 */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const temporary = await openTemporary(folder, basename(file));
  try {
    try {
      await temporary.handle.writeFile(content, 'utf8');
      await temporary.handle.sync();
    } finally {
      await temporary.handle.close();
    }
    await rename(temporary.path, file);
  } catch (error) {
    await rm(temporary.path, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** A new file in the same folder, because a rename is atomic only within one file system. */
async function openTemporary(
  folder: string,
  name: string,
): Promise<{ readonly path: string; readonly handle: FileHandle }> {
  for (let attempt = 0; ; attempt++) {
    const path = join(folder, `.${name}.${attempt}.tmp`);
    try {
      // Exclusive: a file or link that already lies there (another writer's, or a trap) is never written to.
      return { path, handle: await open(path, 'wx', 0o644) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

const MOST_ATTEMPTS = 100;

/** The rename itself is on disk only once its folder is. Windows cannot open folders, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // Some file systems refuse to sync a folder; the file itself is safe.
  } finally {
    await handle?.close();
  }
}
