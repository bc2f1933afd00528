import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { removeTree } from '../process/remove-tree.js';

/** Two that mark into one folder would spoil each other's files: whoever has the lock marks. */
export interface Lock {
  release(): Promise<void>;
}

interface Held {
  readonly pid: number;
  /** When it began: together with its number that is nobody else. Empty where the system does not tell. */
  readonly since: string;
  /** What its owner has made, and removes. */
  readonly scratch: string;
}

/** Takes the folder, making it where there is none. What an owner that was killed has left behind is removed. */
export async function lockFolder(folder: string, scratch: string): Promise<Lock | { readonly heldBy: number }> {
  await makeFolder(folder);
  const file = join(folder, '.lock');
  for (;;) {
    const isTaken = await write(file, { pid: process.pid, since: sinceWhen(process.pid), scratch });
    if (isTaken) return { release: () => rm(file, { force: true }) };
    const held = await read(file);
    if (held && isAlive(held)) return { heldBy: held.pid };
    // Of several that find it stale one moves it away; the others find it gone, or another in its place.
    const stale = `${file}.${randomUUID()}`;
    const wasMoved = await rename(file, stale).then(
      () => true,
      () => false,
    );
    if (!wasMoved) continue;
    const moved = await read(stale);
    if (moved && isAlive(moved)) {
      // It was taken between our two looks at it.
      await rename(stale, file);
      return { heldBy: moved.pid };
    }
    if (moved && isOurScratch(moved.scratch)) await removeTree(moved.scratch);
    await rm(stale, { force: true });
  }
}

/** A folder may come from elsewhere, with whatever lock in it: only what wiremark makes for itself is removed. */
function isOurScratch(path: string): boolean {
  return dirname(path) === tmpdir() && /^wiremark-[\w-]+$/.test(basename(path));
}

/** On a file system that is read-only Node says of several folders that there is no such file; of one it says the truth. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/** The file is there with all that it says, or not at all. False where there is one already. */
async function write(file: string, held: Held): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  const text = JSON.stringify(held);
  try {
    await writeFile(draft, text);
    await link(draft, file).catch(async (error: NodeJS.ErrnoException) => {
      // A file system without links, like that of a memory stick.
      if (error.code === 'EEXIST') throw error;
      await writeFile(file, text, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Undefined where it was killed before it could say who it is. */
async function read(file: string): Promise<Held | undefined> {
  try {
    const held = JSON.parse(await readFile(file, 'utf8')) as Held;
    return typeof held.pid === 'number' && typeof held.since === 'string' && typeof held.scratch === 'string'
      ? held
      : undefined;
  } catch {
    return undefined;
  }
}

/** True where it is the process that wrote it: in a container the next one often has the same number. */
function isAlive({ pid, since }: Held): boolean {
  if (since !== sinceWhen(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, in the kernel's own measure (proc_pid_stat(5), field 22); empty where that is not to be seen. */
function sinceWhen(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
