import { constants } from 'node:fs';
import { copyFile, mkdir, open, type FileHandle } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { crc32 } from 'node:zlib';
import { isRefusal, type Archive, type PackedEntry } from './archive.js';
import { Budget, type Packed } from './budget.js';
import { entryPath } from './entry-path.js';
import type { Limits } from './limits.js';
import { isLitter } from './litter.js';
import { quoted, refuse, type Refusal } from './refusal.js';
import { isLfsPointer, remarksOn } from './remarks.js';
import { TakenNames } from './taken-names.js';

/** A file that was written, relative to the folder. */
export interface UnpackedFile {
  readonly path: string;
  readonly bytes: number;
}

/** A folder that is being filled from archives. Nothing is ever written outside of it: it holds no link at any time, and nothing in it is written over. */
export class UnpackedFolder {
  readonly files: UnpackedFile[] = [];
  /** Sentences about what was left out. */
  readonly remarks: string[] = [];
  private readonly root: string;
  private readonly limits: Limits;
  private readonly platform: NodeJS.Platform;
  private readonly signal: AbortSignal | undefined;
  private readonly names = new TakenNames();
  private readonly budget: Budget;
  private readonly made = new Set<string>();
  private readonly pointers: string[] = [];
  private readonly links: { readonly path: string; readonly target: string | undefined }[] = [];

  constructor(
    root: string,
    {
      limits,
      platform = process.platform,
      signal,
    }: { readonly limits: Limits; readonly platform?: NodeJS.Platform; readonly signal?: AbortSignal | undefined },
  ) {
    this.root = root;
    this.limits = limits;
    this.platform = platform;
    this.signal = signal;
    this.budget = new Budget(limits);
  }

  /** Unpacks an archive into a folder of this folder. Returns why it was stopped, where it was. */
  async add(archive: Archive, under: readonly string[] = []): Promise<Refusal | undefined> {
    const packed: Packed = { packedBytes: archive.packedBytes, unpackedBytes: 0 };
    for await (const entry of archive.entries()) {
      this.signal?.throwIfAborted();
      if (isRefusal(entry)) return entry;
      const problem = this.budget.addEntry() ?? (await this.putSafely(entry, packed, under));
      if (problem) return problem;
      if (this.names.size > this.limits.entries) return this.budget.tooMany();
    }
    return undefined;
  }

  /**
   * A link to a file of the submission becomes a copy of it. Every other link is left out: most lead to an interpreter
   * on the machine of whoever made it.
   */
  async finish(): Promise<Refusal | undefined> {
    const sizes = new Map(this.files.map(({ path, bytes }) => [path, bytes]));
    const leftOut: string[] = [];
    for (const { path, target = '' } of this.links) {
      const bytes = sizes.get(target);
      if (bytes === undefined) {
        leftOut.push(path);
        continue;
      }
      const problem = this.budget.announce(path, bytes);
      if (problem) return problem;
      this.budget.bytes += bytes;
      await this.makeFolder(posix.dirname(path));
      await copyFile(join(this.root, target), join(this.root, path), constants.COPYFILE_EXCL);
      this.files.push({ path, bytes });
    }
    this.remarks.push(...remarksOn(leftOut, this.files, this.pointers));
    return undefined;
  }

  private async putSafely(entry: PackedEntry, packed: Packed, under: readonly string[]): Promise<Refusal | undefined> {
    try {
      return await this.put(entry, packed, under);
    } catch (error) {
      // What zlib and the readers of archives throw is about the archive; what the file system throws is not.
      if (error instanceof Error && ('syscall' in error || error.name === 'AbortError')) throw error;
      return refuse('damaged', `${quoted(entry.name)} is damaged, or was cut off`);
    }
  }

  private async put(entry: PackedEntry, packed: Packed, under: readonly string[]): Promise<Refusal | undefined> {
    const place = entryPath(entry.name, this.limits.depth, this.platform);
    if (place.kind === 'refused') return place;
    if (place.parts.length === 0 || isLitter(place.parts)) return undefined;
    const parts = [...under, ...place.parts];
    const path = parts.join('/');
    switch (entry.kind) {
      case 'special':
        return refuse('special-file', `${quoted(entry.name)} is a device, a pipe, or something else that is no file`);
      case 'folder':
        return this.names.take(parts, 'folder') ?? (await this.makeFolder(path));
      case 'symlink':
      case 'hardlink':
        return this.names.take(parts, 'link') ?? (await this.keepLink(entry, path, under));
      case 'file':
        return (
          this.names.take(parts, 'file') ??
          this.budget.announce(entry.name, entry.declaredBytes) ??
          (await this.writeFile(entry, path, packed))
        );
    }
  }

  private async keepLink(entry: PackedEntry, path: string, under: readonly string[]): Promise<undefined> {
    const target = entry.target ?? (await firstBytes(entry));
    // A hard link counts from the top of its archive, a symlink from its own folder.
    const from = entry.kind === 'hardlink' ? under.join('/') : posix.dirname(path);
    this.links.push({ path, target: posix.isAbsolute(target) ? undefined : posix.join(from, target) });
  }

  private async writeFile(entry: PackedEntry, path: string, packed: Packed): Promise<Refusal | undefined> {
    await this.makeFolder(posix.dirname(path));
    // Exclusive: what lies there already is never written to, whatever it is.
    const handle = await open(join(this.root, path), 'wx', entry.isExecutable ? 0o755 : 0o644);
    try {
      return await this.writeContent(entry, handle, path, packed);
    } finally {
      await handle.close();
    }
  }

  private async writeContent(
    entry: PackedEntry,
    handle: FileHandle,
    path: string,
    packed: Packed,
  ): Promise<Refusal | undefined> {
    const file = { name: entry.name, bytes: 0 };
    const isArchive = packed.packedBytes !== undefined;
    let checksum = 0;
    for await (const chunk of await entry.open()) {
      this.signal?.throwIfAborted();
      file.bytes += chunk.length;
      const problem = this.budget.add(chunk.length, file, packed);
      if (problem) return problem;
      // A file of a folder may grow while it is copied; one of an archive was measured when it was packed.
      if (isArchive && file.bytes > entry.declaredBytes) return this.lies(entry);
      if (file.bytes === chunk.length && isLfsPointer(chunk)) this.pointers.push(path);
      if (entry.crc32 !== undefined) checksum = crc32(chunk, checksum);
      await writeAll(handle, chunk);
    }
    if (isArchive && file.bytes < entry.declaredBytes) return this.lies(entry);
    if (entry.crc32 !== undefined && checksum !== entry.crc32)
      return refuse('damaged', `the checksum of ${quoted(entry.name)} is wrong`);
    this.files.push({ path, bytes: file.bytes });
    return undefined;
  }

  private lies({ name, declaredBytes }: PackedEntry): Refusal {
    return refuse('sizes-lie', `${quoted(name)} is not as long as it says (${declaredBytes} bytes)`);
  }

  private async makeFolder(path: string): Promise<undefined> {
    if (this.made.has(path)) return;
    await mkdir(join(this.root, path), { recursive: true });
    this.made.add(path);
  }
}

/** A path is no longer than this. */
const LONGEST_TARGET_BYTES = 4096;

async function firstBytes(entry: PackedEntry): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await entry.open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_TARGET_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten;
}
