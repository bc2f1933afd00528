import { statfsSync, type Dirent, type StatsFs } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Breach } from '../model/trace.js';

/** How much may be written. */
export interface DiskLimits {
  /** In all files together. */
  readonly diskBytes: number;
  /** Files and folders. */
  readonly files: number;
}

/** Blocks are counted in these (stat(2)), however large the file system's own are. */
const BLOCK_BYTES = 512;

/** Watches how much a program writes into a folder, from now on. */
export class DiskWatch {
  private readonly folder: string;
  private readonly limits: DiskLimits;
  private readonly sinceMs = Date.now();
  private readonly before: StatsFs;
  private looking: Promise<Breach | undefined> | undefined;

  /** The folder must be there. */
  constructor(folder: string, limits: DiskLimits) {
    this.folder = folder;
    this.limits = limits;
    this.before = statfsSync(folder);
  }

  /** Tells of a limit that was passed. As long as the whole file system has not lost as much, nobody has, and that is seen at once. */
  async look(): Promise<Breach | undefined> {
    if (!this.couldBePassed()) return undefined;
    this.looking ??= breachSince(this.folder, this.sinceMs, this.limits).finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private couldBePassed(): boolean {
    try {
      const now = statfsSync(this.folder);
      return (
        (this.before.bfree - now.bfree) * now.bsize > this.limits.diskBytes ||
        this.before.ffree - now.ffree > this.limits.files
      );
    } catch {
      // It has just been removed.
      return false;
    }
  }
}

/**
 * The limit that was passed by what was written below a folder since then: only files that have changed count, and no
 * program can set the time at which they did (ctime, inode(7)). Links are not followed. What lies deeper than a path may
 * be long is not seen.
 */
export async function breachSince(
  folder: string,
  sinceMs: number,
  { diskBytes, files }: DiskLimits,
): Promise<Breach | undefined> {
  let bytes = 0;
  let count = 0;
  const folders = [folder];
  for (let each = folders.pop(); each !== undefined; each = folders.pop())
    for await (const { name, isFolder } of entriesOf(each)) {
      const path = join(each, name);
      if (isFolder) folders.push(path);
      const found = await lstat(path).catch(() => undefined);
      if (!found || found.ctimeMs <= sinceMs) continue;
      bytes += found.blocks * BLOCK_BYTES;
      count++;
      if (bytes > diskBytes) return { limit: 'disk', allowed: diskBytes };
      if (count > files) return { limit: 'files', allowed: files };
    }
  return undefined;
}

/** None where it cannot be read, or is taken away meanwhile. */
async function* entriesOf(folder: string): AsyncGenerator<{ readonly name: string; readonly isFolder: boolean }> {
  try {
    for await (const entry of (await opendir(folder)) as AsyncIterable<Dirent>)
      yield { name: entry.name, isFolder: entry.isDirectory() };
  } catch {
    return;
  }
}
