import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
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
  return take(join(folder, '.lock'), { pid: process.pid, since: sinceWhen(process.pid), scratch });
}

async function take(file: string, mine: Held): Promise<Lock | { readonly heldBy: number }> {
  const lock: Lock = { release: () => rm(file, { force: true }) };
  for (;;) {
    if (await write(file, mine)) return lock;
    const found = await read(file);
    if (found === 'none') continue;
    const owner = ownerOf(found);
    if (owner !== undefined) return { heldBy: owner };
    // Only whoever has this one may put another in place of a stale one: a lock in use is touched by its owner alone.
    const replacing = await take(`${file}.replacing`, { ...mine, scratch: '' });
    if ('heldBy' in replacing) return replacing;
    try {
      const stale = await read(file);
      if (stale === 'none' || ownerOf(stale) !== undefined) continue;
      await replace(file, mine);
      if (stale !== 'torn' && isOurScratch(stale.scratch)) await removeTree(stale.scratch);
      return lock;
    } finally {
      await replacing.release();
    }
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
  try {
    await asDraft(file, held, (draft) =>
      link(draft, file).catch(async (error: NodeJS.ErrnoException) => {
        // A file system without links, like that of a memory stick.
        if (error.code === 'EEXIST') throw error;
        await writeFile(file, JSON.stringify(held), { flag: 'wx' });
      }),
    );
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const replace = (file: string, held: Held): Promise<void> => asDraft(file, held, (draft) => rename(draft, file));

async function asDraft(file: string, held: Held, use: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, JSON.stringify(held));
    await use(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Torn where its owner was killed before it could say who it is. */
async function read(file: string): Promise<Held | 'torn' | 'none'> {
  try {
    const held = JSON.parse(await readFile(file, 'utf8')) as Held;
    return typeof held.pid === 'number' && typeof held.since === 'string' && typeof held.scratch === 'string'
      ? held
      : 'torn';
  } catch {
    // A link that leads nowhere is there, and nobody's.
    return isThere(file) ? 'torn' : 'none';
  }
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** The process that wrote it, if that lives: in a container the next one often has the same number. */
function ownerOf(held: Held | 'torn'): number | undefined {
  if (held === 'torn' || held.since !== sinceWhen(held.pid)) return undefined;
  try {
    process.kill(held.pid, 0);
    return held.pid;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? held.pid : undefined;
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
