import type { Archive } from '../archives/archive.js';
import type { Refusal } from '../archives/refusal.js';
import type { HostFault } from '../archives/unpack.js';

/** Where the work of a class lies: a folder, or one archive. Names are listed at once; content is read when it is asked for. */
export interface Shelf {
  /** For people. */
  readonly shown: string;
  /** What lies in a folder of it, sorted by name, without litter. Empty: the top. */
  list(path: string): Promise<readonly Item[]>;
  /** The content of a file or a folder, for copying; names are relative to the folder, or the file's own. */
  content(item: Item, bounds: { readonly entries: number }): Archive;
  /** A file as one of this machine; `scratch` is a folder that is not there yet, for a copy. */
  file(item: Item, scratch: string): Promise<string | Refusal | HostFault>;
  close(): Promise<void>;
}

export interface Item {
  /** The last part of its path. */
  readonly name: string;
  /** In the shelf, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
}
