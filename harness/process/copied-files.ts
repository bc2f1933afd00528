import { accessSync, constants, existsSync, lstatSync, readdirSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Of no use to a program: history, caches. */
const LEFT_OUT = new Set(['.git', '__pycache__']);

/**
 * What Python and pip fill of a virtual environment, by what stands in it from its beginning; a student may have put
 * folders of such names, and sources, beside `pyvenv.cfg` (Python's documentation of venv).
 */
const OF_VENV: Readonly<Record<string, RegExp>> = {
  bin: /^activate/,
  Scripts: /^activate/i,
  lib: /^python3/,
  lib64: /^python3/,
  Lib: /^site-packages$/i,
};

/** Longer no path may be (PATH_MAX, limits.h(0p)), with the byte that ends it. */
const PATH_MAX = 4096;

/**
 * What becomes of a file or folder of a submission when programs are given a copy of it. `linked`: npm or pip have put
 * it there; it is large, and only read.
 */
type CopyFate = 'copied' | 'linked' | 'left-out';

/** What becomes of it where its copy is to have this path. */
export function fateOf(path: string, copy = path): CopyFate {
  const name = basename(path);
  // What a build has put too deep for any path no program could open either.
  if (LEFT_OUT.has(name) || Math.max(Buffer.byteLength(path), Buffer.byteLength(copy)) >= PATH_MAX) return 'left-out';
  const found = lstatSync(path, { throwIfNoEntry: false });
  // Its name is no text (UTF-8), so that we cannot speak of it.
  if (!found) return 'left-out';
  if (found.isDirectory() && (name === 'node_modules' || isOfVenv(path))) return 'linked';
  if (name === 'reports' && isOurs(path)) return 'left-out';
  return name !== 'node_modules' && canBeRead(path, found) ? 'copied' : 'left-out';
}

function isOfVenv(path: string): boolean {
  const filled = Object.hasOwn(OF_VENV, basename(path)) ? OF_VENV[basename(path)] : undefined;
  if (!filled || !existsSync(join(dirname(path), 'pyvenv.cfg'))) return false;
  return namesIn(path).some((name) => filled.test(name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It is closed to us, or no folder.
    return [];
  }
}

/** Reports of wiremark: beside them is a link to the latest. */
function isOurs(reports: string): boolean {
  return lstatSync(join(reports, 'latest'), { throwIfNoEntry: false }) !== undefined;
}

/** A pipe or a socket is nothing without the program that made it, and what is closed to us is closed to a program of ours. */
function canBeRead(path: string, found: Stats): boolean {
  if (found.isSymbolicLink()) return true;
  if (!found.isFile() && !found.isDirectory()) return false;
  try {
    accessSync(path, found.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** How much room a copy takes. */
export interface CopySize {
  readonly bytes: number;
  readonly files: number;
}

/** The room that all copies together may take at once; where programs run isolated, it is memory. */
export const COPIES: CopySize = { bytes: 500_000_000, files: 100_000 };

/** The part of that room that so many copies of this size take: 1 is all of it. */
export function shareOfRoom({ bytes, files }: CopySize, copies: number): number {
  return copies * Math.max(bytes / COPIES.bytes, files / COPIES.files);
}

/** The room that a copy of this folder takes; where that is more than there is for all, it is not counted to the end. */
export function copySizeOf(root: string): CopySize {
  let bytes = 0;
  let files = 0;
  const count = (path: string): void => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return;
    files++;
    bytes += found.isFile() ? found.size : 0;
    if (!found.isDirectory()) return;
    for (const inner of readdirSync(path).map((name) => join(path, name)))
      if (shareOfRoom({ bytes, files }, 1) <= 1 && fateOf(inner) === 'copied') count(inner);
  };
  count(root);
  return { bytes, files };
}

/** The entries of a folder of which there is no room for a copy, the largest first; undefined where there is room. */
export function tooLarge(root: string): readonly { readonly name: string; readonly size: CopySize }[] | undefined {
  if (shareOfRoom(copySizeOf(root), 1) <= 1) return undefined;
  return readdirSync(root)
    .filter((name) => fateOf(join(root, name)) === 'copied')
    .map((name) => ({ name, size: copySizeOf(join(root, name)) }))
    .toSorted((one, other) => shareOfRoom(other.size, 1) - shareOfRoom(one.size, 1));
}
