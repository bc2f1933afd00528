import type { Course } from '../gradebook/course.js';
import type { Outcome } from '../gradebook/marked-student.js';
import type { Override } from '../gradebook/read-overrides.js';
import type { IntakeStudent } from '../intake/student.js';
import type { Submission } from '../model/plan.js';
import type { Status } from '../model/report.js';

/** What a line of the journal says. */
export type JournalEntry = BegunEntry | CheckEntry | EndedEntry | DoneEntry;

/** A marking began, or goes on, with these. */
export interface BegunEntry extends MarkedBy {
  readonly type: 'begun';
  readonly format: 'wiremark-journal';
  readonly version: typeof JOURNAL_VERSION;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who is to be marked, and the rules of the course: with these the files can be written again without the input. */
  readonly roll: readonly RollStudent[];
  readonly course: Course;
  /** By the id of the student. */
  readonly overrides: readonly (readonly [string, Override])[];
  readonly isolation: string;
}

/** A submission of the class, but for what was handed in. */
export type RollStudent = Omit<IntakeStudent, 'work' | 'where'>;

/** All that marks depend on, besides the submission. */
export interface MarkedBy {
  readonly wiremark: string;
  readonly seed: string;
  readonly slow: number;
  readonly specs: readonly SpecIdentity[];
  /** Parameters of the specs. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface SpecIdentity {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
}

/** A check of a submission has ended. */
export interface CheckEntry {
  readonly type: 'check';
  readonly key: string;
  readonly spec: string;
  readonly check: string;
  readonly status: Status;
}

/** A submission is marked, and its report is on disk. Of two for one submission the last counts. */
export interface EndedEntry {
  readonly type: 'ended';
  readonly key: string;
  /** Of the submission and all that it was marked by; empty where nothing was run. */
  readonly fingerprint: string;
  readonly outcome: Outcome;
  /** How each spec's programs were launched, so that the marks can be reached again from the traces. */
  readonly submissions: Readonly<Record<string, Submission>>;
  readonly durationMs: number;
  /** Sentences about what of an archive was left out. */
  readonly remarks: readonly string[];
  /** Why it was run again alone: its first run proved nothing. */
  readonly again?: string;
}

/** All submissions are marked, and all files written. */
export interface DoneEntry {
  readonly type: 'done';
}

export const JOURNAL_VERSION = 1;
