import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, unlink, type FileHandle } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A program that writes more into one file is not read to its end. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Puts a file below a folder in which strangers' programs may be at work. Whatever stands in its way is removed or
 * renamed, a link above all. Nothing is ever written outside, also where a program puts a link in the place of a folder
 * while we are about it. `owner`: the user that all of it is given to.
 */
export async function placeFile(place: string, path: string, data: Uint8Array, owner?: number): Promise<void> {
  const names = path.split('/');
  const name = names.pop() ?? '';
  let folder = await hold(place);
  try {
    for (const inner of names) {
      const next = await folderIn(folder, inner, owner);
      await folder.handle?.close();
      folder = next;
    }
    await makeWay(`${folder.path}/${name}`);
    const file = await open(`${folder.path}/${name}`, NEW_FILE);
    try {
      await file.writeFile(data);
      if (owner !== undefined) await file.chown(owner, owner);
    } finally {
      await file.close();
    }
  } finally {
    await folder.handle?.close();
  }
}

/** A folder that is held open: what is looked up below this path is in it, wherever its name leads by now. */
interface HeldFolder {
  readonly path: string;
  readonly handle?: FileHandle;
}

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Rejects where it is no folder. By proc(5) a name below a descriptor is looked up in what that is open at, as openat(2) does. */
async function hold(path: string): Promise<HeldFolder> {
  if (process.platform !== 'linux') return { path };
  const handle = await open(path, FOLDER);
  return { path: `/proc/self/fd/${handle.fd}`, handle };
}

async function folderIn(folder: HeldFolder, name: string, owner: number | undefined): Promise<HeldFolder> {
  const path = `${folder.path}/${name}`;
  const known = await hold(path).catch(() => undefined);
  if (known?.handle) return known;
  await makeWay(path, 'for a folder');
  const isNew = await mkdir(path).then(
    () => true,
    () => false,
  );
  const made = await hold(path);
  if (isNew && owner !== undefined) await made.handle?.chown(owner, owner);
  return made;
}

/** Takes away what has this name: a file or a link is removed, a folder gets another name. */
async function makeWay(path: string, wanted?: 'for a folder'): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || wanted) return;
    await rename(path, `${path}.${randomUUID()}`);
  }
}

/**
 * The bytes of a file of a program's folder, which is inside of its place; undefined where there is none, or where the
 * way leads out of the place.
 */
export async function readFileInside(place: string, folder: string, path: string): Promise<Uint8Array | undefined> {
  if (path.split('/').includes('..') || path.includes('\0')) return undefined;
  try {
    const [inside, file] = await Promise.all([realpath(place), realpath(join(folder, path))]);
    // Some devices do something when they are opened.
    if (!file.startsWith(inside + sep) || !(await lstat(file)).isFile()) return undefined;
    // A pipe in its place would keep us waiting.
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      // A folder on the way may have become a link meanwhile.
      if (!(await whereIs(handle, file)).startsWith(inside + sep)) return undefined;
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

/** Of what is open, whatever its name leads to by now. */
function whereIs({ fd }: FileHandle, path: string): Promise<string> {
  return realpath(process.platform === 'linux' ? `/proc/self/fd/${fd}` : path);
}
