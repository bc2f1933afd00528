import type { CheckSpec, Spec } from './spec.js';
import type { Atom, Payload } from './value.js';

/** Spec, submission and seed, fully resolved: plain data from which a marking can be run, and judged again later. */
export interface Plan {
  readonly spec: Spec;
  readonly submission: Submission;
  /** All chance of the run comes from it. */
  readonly seed: string;
  /** Every deadline is multiplied by it; 1 as the spec says. */
  readonly slow: number;
  readonly checks: readonly PlannedCheck[];
}

/** What was handed in: a folder and how each program of the spec is launched from it. */
export interface Submission {
  readonly name: string;
  /** The folder as the user named it. */
  readonly folder: string;
  /** It is a source alone, and `folder` is its name. */
  readonly isFile?: true;
  /** The folder that holds its programs, absolute. Every run works on a copy of it. */
  readonly root: string;
  readonly launches: Readonly<Record<string, Launch>>;
  /** The programs that it plays, where that is not all of them. */
  readonly plays?: readonly string[];
  /** Our own programs, by the names of those whose place they may take. */
  readonly references?: Readonly<Record<string, ReferenceLaunch>>;
}

/** `root`: the folder that holds it, absolute. */
export type ReferenceLaunch = Launch & { readonly root: string };

/** How one program is launched. Words may hold `${port}` and `${host}`; no shell ever sees them. */
export interface Launch {
  readonly program: string;
  readonly words: readonly string[];
  /** Where it is built and started, relative to the submission's root; empty for the root itself. */
  readonly folder: string;
  /** A command that makes what is started; carried out once for all runs. */
  readonly build?: readonly string[];
  /** What is typed when it asks at the keyboard: an answer (or `port`, `host` for their values), and the pattern of its question. */
  readonly answers?: Readonly<Record<string, string>>;
  /** The port that it uses whatever it is told, where its student says so. */
  readonly port?: number;
  /** It is given a terminal, where its student says so; absent where that is for the spec to say. */
  readonly terminal?: boolean;
  /** Why it could not be built: then it is not started. */
  readonly buildFailure?: BuildFailure;
  /** Where the command came from, in words for the report: `server.py, by the spec's convention`. */
  readonly because: string;
}

export interface BuildFailure {
  readonly kind: 'exit' | 'time' | 'cannot-run';
  /** `exit code 1`, `was not done after 60 s`. */
  readonly detail: string;
  /** The end of what the build printed, both streams as they came. */
  readonly output: Uint8Array;
  /** What the build called the copy of the submission that it ran in. */
  readonly seenAs: string;
}

export interface PlannedCheck {
  readonly check: CheckSpec;
  /** The programs that are the submission's; undefined for all. */
  readonly plays?: readonly string[];
  readonly runs: readonly PlannedRun[];
}

/** True where it is the submission's: then no program of ours takes its place. */
export function isSubmitted(program: string, { plays }: PlannedCheck): boolean {
  return plays?.includes(program) ?? true;
}

/** One execution of a check's steps in fresh processes. A check has one, or one for each row of `cases` and each seed. */
export interface PlannedRun {
  /** `long`, `bad-input[x=abc]`, `random-loss[seed 2]`. */
  readonly id: string;
  readonly label?: string;
  readonly seed: string;
  readonly values: Readonly<Record<string, Atom | Payload>>;
}
