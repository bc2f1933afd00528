import { statfsSync, type StatsFs } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { NAMES_AS_BYTES } from '../model/bytes.js';
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
  private before: StatsFs;
  /** What it may still write behind that. */
  private left: DiskLimits;
  private looking: Promise<Breach | undefined> | undefined;

  /** The folder must be there. */
  constructor(folder: string, limits: DiskLimits) {
    this.folder = folder;
    this.limits = limits;
    this.before = statfsSync(folder);
    this.left = limits;
  }

  /** Tells of a limit that was passed. As long as the whole file system has not lost as much, nobody has, and that is seen at once. */
  async look(): Promise<Breach | undefined> {
    const now = this.now();
    if (!now || !this.couldBePassed(now)) return undefined;
    this.looking ??= this.walk(now).finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  /** Others write, too: who has not passed the limit is looked at again when as much as is left to it has gone. */
  private async walk(now: StatsFs): Promise<Breach | undefined> {
    const written = await writtenSince(this.folder, this.sinceMs, this.limits);
    const { diskBytes, files } = this.limits;
    if (written.diskBytes > diskBytes) return { limit: 'disk', allowed: diskBytes };
    if (written.files > files) return { limit: 'files', allowed: files };
    this.before = now;
    this.left = { diskBytes: diskBytes - written.diskBytes, files: files - written.files };
    return undefined;
  }

  private couldBePassed(now: StatsFs): boolean {
    return (
      (this.before.bfree - now.bfree) * now.bsize > this.left.diskBytes ||
      this.before.ffree - now.ffree > this.left.files
    );
  }

  private now(): StatsFs | undefined {
    try {
      return statfsSync(this.folder);
    } catch {
      // It has just been removed.
      return undefined;
    }
  }
}

/**
 * What was written below a folder since then, up to where it passes a limit: only files that have changed count, and no
 * program can set the time at which they did (ctime, inode(7)). Links are not followed. What lies deeper than a path may
 * be long is not seen.
 */
export async function writtenSince(folder: string, sinceMs: number, limits: DiskLimits): Promise<DiskLimits> {
  let diskBytes = 0;
  let files = 0;
  const folders = [Buffer.from(folder)];
  for (let each = folders.pop(); each !== undefined; each = folders.pop())
    for await (const { name, isFolder } of entriesOf(each)) {
      const path = Buffer.concat([each, SLASH, name]);
      if (isFolder) folders.push(path);
      const found = await lstat(path).catch(() => undefined);
      if (!found || found.ctimeMs <= sinceMs) continue;
      diskBytes += found.blocks * BLOCK_BYTES;
      files++;
      if (diskBytes > limits.diskBytes || files > limits.files) return { diskBytes, files };
    }
  return { diskBytes, files };
}

const SLASH = Buffer.from('/');

/** None where it cannot be read, or is taken away meanwhile. Names are bytes: a program may give its files any. */
async function* entriesOf(folder: Buffer): AsyncGenerator<{ readonly name: Buffer; readonly isFolder: boolean }> {
  try {
    for await (const entry of await opendir(folder, NAMES_AS_BYTES))
      yield { name: entry.name as unknown as Buffer, isFolder: entry.isDirectory() };
  } catch {
    return;
  }
}
