import type { Late } from '../../model/late.js';
import type { Item } from '../shelf.js';

/** How a platform, a tool or a person names the work of a class. */
export interface Convention {
  /** The word for it after `--convention`. */
  readonly word: string;
  /** In a sentence: `folders as Moodle names them`. */
  readonly says: string;
  /** Nothing else looks like it, so that it is recognised without being named. */
  readonly isUnmistakable: boolean;
  /** Whose the item is; undefined where it is nobody's. */
  read(item: ListedItem, context: ConventionContext): Claim | undefined;
}

/** An item of the top level. */
export interface ListedItem extends Item {
  /** The names in it, where it is a folder. */
  readonly inner: readonly string[];
}

export interface ConventionContext {
  /** The name of the folder that all of them lie in. */
  readonly folderName: string;
  /** What every name begins with, if the user says so. */
  readonly prefix: string | undefined;
}

/** One item that is somebody's. */
export interface Claim {
  readonly id: string;
  readonly name: string;
  /** `whole`: all that was handed in; there can be only one. `part`: one of its files. `aside`: a text beside it, which is not marked. */
  readonly extent: 'whole' | 'part' | 'aside';
  /** A part's name, as it was handed in. */
  readonly handedInAs?: string;
  readonly late: Late;
  readonly platformName?: string;
}
