import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Two that mark into one folder would spoil each other's files: whoever has the lock marks. */
export interface Lock {
  release(): Promise<void>;
}

interface Held {
  readonly pid: number;
  /** What its owner has made, and removes. */
  readonly scratch: string;
}

/** Takes the folder, making it where there is none. What an owner that was killed has left behind is removed. */
export async function lockFolder(folder: string, scratch: string): Promise<Lock | { readonly heldBy: number }> {
  await makeFolder(folder);
  const file = join(folder, '.lock');
  for (;;) {
    const isTaken = await write(file, { pid: process.pid, scratch });
    if (isTaken) return { release: () => rm(file, { force: true }) };
    const held = await read(file);
    if (held && isAlive(held.pid)) return { heldBy: held.pid };
    if (held && /\bwiremark-/.test(held.scratch)) await rm(held.scratch, { recursive: true, force: true });
    await rm(file, { force: true });
  }
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

async function write(file: string, held: Held): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(JSON.stringify(held));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined where it was killed before it could say who it is. */
async function read(file: string): Promise<Held | undefined> {
  try {
    const held = JSON.parse(await readFile(file, 'utf8')) as Held;
    return typeof held.pid === 'number' && typeof held.scratch === 'string' ? held : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
