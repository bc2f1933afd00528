import type { IntakeProblem } from './problem.js';
import type { Shelf } from './shelf.js';
import type { IntakeStudent } from './student.js';

/** The work of a class. It holds its input open until it is closed. */
export interface Intake {
  readonly kind: 'intake';
  /** In a sentence. */
  readonly convention: string;
  /** Sorted by name. */
  readonly students: readonly IntakeStudent[];
  /** What has to be settled before anything is marked. */
  readonly problems: readonly IntakeProblem[];
  /** What the work of the students is read from. */
  readonly shelf: Shelf;
  close(): Promise<void>;
}

/** By name, then by id, then by attempt; the same on every machine. */
export function byStudentName(a: IntakeStudent, b: IntakeStudent): number {
  return compare(a.name, b.name) || compare(a.id, b.id) || (a.attempt ?? 0) - (b.attempt ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
