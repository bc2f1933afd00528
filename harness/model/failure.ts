import type { Bindings, Held } from './value.js';

/** What is known of a failure, for hints with conditions. */
export const FAILURE_FACTS: Readonly<Record<keyof FailureFacts, Held>> = {
  code: 'text',
  got: 'bytes',
  want: 'bytes',
  timed_out: 'true or false',
  exit: 'a number',
  signal: 'text',
  printed: 'bytes',
};

export interface FailureFacts extends Bindings {
  /** The name of the finding: `reply-differs`. */
  readonly code: string;
  /** All that came for the step that failed. */
  readonly got: Uint8Array;
  /** What was expected, where it is known exactly. */
  readonly want: Uint8Array;
  /** Nothing (more) came in time. */
  readonly timed_out: boolean;
  /** The exit code of the first program that ended by itself; -1 where none did. */
  readonly exit: number;
  /** The signal that killed it; empty where none did. */
  readonly signal: string;
  /** What the programs had printed, both streams. */
  readonly printed: Uint8Array;
}
