import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal, type Archive, type ArchiveFormat } from '../archives/archive.js';
import { LIMITS, type Limits } from '../archives/limits.js';
import { openArchive } from '../archives/open-archive.js';
import type { Refusal } from '../archives/refusal.js';
import { orHostFault, unpackParts, type HostFault, type Part, type Unpacked } from '../archives/unpack.js';
import type { Shelf } from './shelf.js';
import type { IntakeStudent, WorkItem } from './student.js';

export interface UnpackStudentOptions {
  /** A folder that is not there yet, or is empty; a folder beside it is used for a while. */
  readonly into: string;
  readonly archiveFormats: readonly ArchiveFormat[];
  readonly nested: 'refuse' | 'unpack';
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
}

/**
 * Puts what a student handed in into a folder: files are copied, archives unpacked. Where it is refused, nothing of it
 * is left. Work that is not settled must not come here.
 */
export async function unpackStudent(
  { work }: Pick<IntakeStudent, 'work'>,
  shelf: Shelf,
  options: UnpackStudentOptions,
): Promise<Unpacked> {
  if (work.kind !== 'items') throw new Error(`there is nothing to unpack: the work is ${work.kind}`);
  return orHostFault(() => unpackItems(work.items, shelf, options));
}

async function unpackItems(
  items: readonly WorkItem[],
  shelf: Shelf,
  { into, archiveFormats: formats, nested, limits = LIMITS, signal }: UnpackStudentOptions,
): Promise<Unpacked> {
  const scratch = `${into}.packed`;
  const parts: Part[] = [];
  try {
    await mkdir(scratch);
    for (const [at, each] of items.entries()) {
      const part = await partOf(each, shelf, { formats, limits, scratch: join(scratch, String(at)) });
      if ('kind' in part) return part;
      parts.push(part);
    }
    return await unpackParts(parts, { into, limits, formats, nested, signal });
  } finally {
    for (const { archive } of parts) await archive.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function partOf(
  { item, name, as }: WorkItem,
  shelf: Shelf,
  {
    formats,
    limits,
    scratch,
  }: { readonly formats: readonly ArchiveFormat[]; readonly limits: Limits; readonly scratch: string },
): Promise<Part | Refusal | HostFault> {
  if (as === 'folder') return { archive: shelf.content(item, limits), under: [name] };
  if (as === 'file') return { archive: renamed(shelf.content(item, limits), name) };
  const file = await shelf.file(item, scratch);
  if (typeof file !== 'string') return file;
  const archive = await openArchive(file, formats, limits);
  return isRefusal(archive) ? archive : { archive };
}

/** The only entry of a file, under the name that it was handed in with. */
function renamed(archive: Archive, name: string): Archive {
  return {
    isRandomAccess: archive.isRandomAccess,
    async *entries() {
      for await (const entry of archive.entries()) yield isRefusal(entry) ? entry : { ...entry, name };
    },
    close: () => archive.close(),
  };
}
