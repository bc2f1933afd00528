import type { Refusal } from './refusal.js';

/**
 * One member of an archive, or of a folder that is copied. Nothing of it can be trusted: neither its name,
 * nor its size, nor where its link leads.
 */
export interface PackedEntry {
  /** As the archive has it, decoded. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'hardlink' | 'special';
  /** Of a hard link: the member that it is a second name of. A symlink's target is its content. */
  readonly target?: string;
  readonly isExecutable: boolean;
  /** What the archive says of its size. */
  readonly declaredBytes: number;
  readonly crc32?: number;
  /** Its content. A stream throws what zlib and the file system throw. In a tar it can be read only until the next entry is asked for. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** An open archive. It holds a file open until it is closed. */
export interface Archive {
  /** The size of the archive itself; a folder has none. */
  readonly packedBytes?: number;
  /** Entries may be opened in any order, and again. */
  readonly isRandomAccess: boolean;
  /** Its members in their order. A refusal is the last thing that comes. */
  entries(): AsyncIterable<PackedEntry | Refusal>;
  close(): Promise<void>;
}

/** A kind of archive. */
export interface ArchiveFormat {
  /** With the dot, in lower case: `.tar.gz`. */
  readonly endings: readonly string[];
  /** Whether a file can be of this kind, by its first bytes. */
  begins(head: Uint8Array): boolean;
  open(file: string, bounds: { readonly entries: number }): Promise<Archive | Refusal>;
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused';
}
