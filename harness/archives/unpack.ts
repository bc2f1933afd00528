import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal, type Archive, type ArchiveFormat } from './archive.js';
import type { Limits } from './limits.js';
import { isArchiveName, openArchive } from './open-archive.js';
import { quoted, refuse, type Refusal } from './refusal.js';
import { UnpackedFolder } from './unpacked-folder.js';

export interface UnpackOptions {
  /** A folder that is not there yet, or is empty. */
  readonly into: string;
  readonly limits: Limits;
  readonly formats: readonly ArchiveFormat[];
  /** What is done with an archive that holds nothing but another one; `keep`: it is a file like any other. */
  readonly nested: 'refuse' | 'unpack' | 'keep';
  readonly platform?: NodeJS.Platform;
  readonly signal?: AbortSignal | undefined;
}

export type Unpacked =
  | {
      readonly kind: 'unpacked';
      readonly files: number;
      readonly bytes: number;
      /** Sentences about what was left out. */
      readonly remarks: readonly string[];
    }
  | Refusal
  /** This machine could not do it: nothing is said about the submission. */
  | HostFault;

export interface HostFault {
  readonly kind: 'host-fault';
  readonly detail: string;
}

/** An archive that is open, and the folder in the submission that it goes into. */
export interface Part {
  readonly archive: Archive;
  readonly under?: readonly string[];
}

/** Unpacks one archive. Where it is refused, nothing of it is left. */
export async function unpackFile(file: string, options: UnpackOptions): Promise<Unpacked> {
  return orHostFault(async () => {
    const archive = await openArchive(file, options.formats, options.limits);
    if (isRefusal(archive)) return archive;
    try {
      return await unpackParts([{ archive }], options);
    } finally {
      await archive.close();
    }
  });
}

/** Unpacks what one submission consists of into one folder. Where a part is refused, nothing of any is left. */
export async function unpackParts(parts: readonly Part[], options: UnpackOptions): Promise<Unpacked> {
  return orHostFault(async () => {
    await mkdir(options.into, { recursive: true });
    if ((await readdir(options.into)).length > 0) throw new Error(`${options.into} is not empty`);
    let isKept = false;
    try {
      const unpacked = await unpackDeep(parts, options, 1);
      isKept = unpacked.kind === 'unpacked';
      return unpacked;
    } finally {
      if (!isKept) await rm(options.into, { recursive: true, force: true });
    }
  });
}

async function unpackDeep(parts: readonly Part[], options: UnpackOptions, depth: number): Promise<Unpacked> {
  const folder = new UnpackedFolder(options.into, options);
  for (const { archive, under } of parts) {
    const problem = await folder.add(archive, under);
    if (problem) return problem;
  }
  const problem = await folder.finish();
  if (problem) return problem;
  const { files, remarks } = folder;
  if (files.length === 0) return refuse('empty', 'it holds no file');
  if (options.nested === 'keep' || !files.every(({ path }) => isArchiveName(path)))
    return { kind: 'unpacked', files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), remarks };
  const [inner, another] = files;
  const names = files.slice(0, 3).map(({ path }) => quoted(path));
  if (!inner || another || options.nested === 'refuse' || depth > options.limits.nesting)
    return refuse(
      'nested-archive',
      `it holds nothing but ${another ? 'archives' : 'another archive'}: ${names.join(', ')}`,
    );
  return unpackInner(inner.path, options, depth + 1);
}

/** The inner archive takes the place of the outer one. It is kept beside the folder while it is unpacked. */
async function unpackInner(path: string, options: UnpackOptions, depth: number): Promise<Unpacked> {
  const aside = `${options.into}.inner`;
  await rename(join(options.into, path), aside);
  try {
    await rm(options.into, { recursive: true, force: true });
    await mkdir(options.into);
    const archive = await openArchive(aside, options.formats, options.limits);
    if (isRefusal(archive)) return archive;
    try {
      return await unpackDeep([{ archive }], options, depth);
    } finally {
      await archive.close();
    }
  } finally {
    await rm(aside, { force: true });
  }
}

/** What the file system refuses (a full disk, too many open files, no right to read) is not the submission's doing. */
export async function orHostFault(work: () => Promise<Unpacked>): Promise<Unpacked> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return { kind: 'host-fault', detail: error.message };
    throw error;
  }
}
