import type { Late } from '../model/late.js';
import type { Item } from './shelf.js';

/** One submission of a class: whose it is, and what was handed in. */
export interface IntakeStudent {
  /** As the platform knows it, and its gradebook: Moodle's number of the participant, Canvas' of the user, else a name. */
  readonly id: string;
  /** For people. Somebody else chose it: show it escaped. */
  readonly name: string;
  /** From 1; absent where the input does not say. */
  readonly attempt?: number;
  readonly late: Late;
  /** ISO 8601, as the list says. */
  readonly submittedAt?: string;
  /** Where it was found, for people. */
  readonly where: string;
  /** What its feedback must be called for the platform to find its owner: the beginning of every name in the download. */
  readonly platformName?: string;
  /** A name for files about it: letters, digits, `.`, `-` and `_`; no two submissions of an intake share one. */
  readonly key: string;
  readonly work: Work;
}

export type Work =
  | { readonly kind: 'nothing'; readonly why: string }
  /** Files and folders that are copied, archives that are unpacked, all into one folder. */
  | { readonly kind: 'items'; readonly items: readonly WorkItem[] }
  /** Only a person can say what counts; a problem of the intake asks. */
  | { readonly kind: 'unsettled'; readonly items: readonly WorkItem[] };

export interface WorkItem {
  readonly item: Item;
  /** What it was called when it was handed in. */
  readonly name: string;
  readonly as: 'file' | 'folder' | 'archive';
}
