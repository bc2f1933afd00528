import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { writeNewFile } from '../gradebook/write-new-file.js';
import type { MarkingFolder } from './marking-folder.js';

/** The instructor's own table, filled in. */
export interface FilledWorksheet {
  /** That of the table as it was given. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Beside one that is filled in otherwise: that may have been uploaded, or corrected by hand. */
export async function writeWorksheet({ path }: MarkingFolder, { name, bytes }: FilledWorksheet): Promise<string> {
  const stem = basename(name, extname(name));
  for (let number = 1; ; number++) {
    const own = `${stem}.filled${number === 1 ? '' : `-${number}`}${extname(name)}`;
    const file = join(path, own);
    if ((await writeNewFile(file, bytes)) === 'written') return own;
    if (Buffer.compare(await readFile(file), bytes) === 0) return own;
  }
}

/** The names of those that a marking has written. */
export async function worksheetsIn({ path }: MarkingFolder): Promise<readonly string[]> {
  return (await readdir(path)).filter((name) => FILLED.test(name)).toSorted();
}

const FILLED = /^[^.].*\.filled(?:-\d+)?(?:\.[^.]+)?$/;
