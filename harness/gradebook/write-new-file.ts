import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file that must not be there yet: at once and whole, or not at all. What somebody may have uploaded, or
 * corrected by hand, is never written over.
 */
export async function writeNewFile(file: string, content: string | Uint8Array): Promise<'written' | 'exists'> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  await writeFile(temporary, content, { flag: 'wx' });
  try {
    // Unlike a rename, a link fails where the name is taken.
    await link(temporary, file);
    return 'written';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'exists';
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
