import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One number for all that a marking depends on: every file of a submission, and what it is marked by. The same number
 * means the same marks.
 */
export async function fingerprintOf(folder: string, markedBy: unknown): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(markedBy));
  for (const path of (await filesBelow(folder, '')).toSorted()) {
    const file = join(folder, path);
    const [content, { mode }] = [await readFile(file), await lstat(file)];
    // Its length stands before each part, so that nothing can be taken for a part of something else.
    hash.update(`${Buffer.byteLength(path)} ${path} ${(mode & 0o111) === 0 ? 'file' : 'program'} ${content.length} `);
    hash.update(content);
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  const paths = await Promise.all(
    entries.map(async (entry) => {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(folder, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return paths.flat();
}
