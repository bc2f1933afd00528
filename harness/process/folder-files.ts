import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A program that writes more into one file is not read to its end. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Puts a file into a folder that holds what strangers handed in. Whatever stands in its way is removed, a link
 * to a place outside above all: nothing is ever written there.
 */
export async function placeFile(folder: string, path: string, data: Uint8Array): Promise<void> {
  const names = path.split('/');
  let here = folder;
  for (const name of names.slice(0, -1)) {
    here = join(here, name);
    const found = await lstat(here).catch(() => undefined);
    if (found?.isDirectory()) continue;
    await rm(here, { force: true });
    await mkdir(here);
  }
  const file = join(here, names.at(-1) ?? '');
  await rm(file, { force: true, recursive: true });
  await writeFile(file, data, { flag: 'wx' });
}

/** The bytes of a file of a program's folder; undefined where there is none, or where the way leads out of the folder. */
export async function readFileInside(folder: string, path: string): Promise<Uint8Array | undefined> {
  if (path.split('/').includes('..') || path.includes('\0')) return undefined;
  try {
    const [inside, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    if (!file.startsWith(inside + sep)) return undefined;
    // A pipe in its place would keep us waiting.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile()) return undefined;
      const data = new Uint8Array(Math.min(found.size, MOST_BYTES));
      const { bytesRead } = await handle.read(data, 0, data.length, 0);
      return data.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    // It is not there, or was taken away while we looked.
    return undefined;
  }
}
