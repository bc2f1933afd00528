import type { Bindings, Held } from './value.js';

/** What is known of a failure, for hints with conditions. */
export const FAILURE_FACTS: Readonly<Record<string, { readonly held: Held; readonly is: string }>> = {
  code: { held: 'text', is: 'the name of the finding, like "reply-differs"' },
  got: { held: 'bytes', is: 'all that came for the step that failed; no hint about it is shown where none did' },
  want: { held: 'bytes', is: 'what that step expected, where it is known exactly; else empty' },
  timed_out: { held: 'true or false', is: 'nothing (more) came in time' },
  exit: { held: 'a number', is: 'the exit code of the first program that ended by itself; -1 where none did' },
  signal: { held: 'text', is: 'the signal that killed it; else empty' },
  printed: { held: 'bytes', is: 'all that the programs printed' },
};

export interface FailureFacts extends Bindings {
  readonly code: string;
  readonly got: Uint8Array;
  readonly want: Uint8Array;
  readonly timed_out: boolean;
  readonly exit: number;
  readonly signal: string;
  readonly printed: Uint8Array;
}
