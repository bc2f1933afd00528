import type { Plan, PlannedCheck } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { Explanation, Finding } from '../model/verdict.js';

/** A known mistake: recognised by its evidence in the trace, explained in words that teach. */
export interface Diagnosis {
  /** Named by the mistake: `one-recv-per-message`. */
  readonly code: string;
  /** The findings it can explain. */
  readonly explains: readonly string[];
  recognise(evidence: Evidence): Explanation | undefined;
}

export interface Evidence {
  readonly plan: Plan;
  readonly check: PlannedCheck;
  readonly trace: RunTrace;
  readonly finding: Finding;
  /** The bytes that were expected, where they are known exactly. */
  readonly expected?: Uint8Array;
  /** All that came for the failed expectation. */
  readonly actual: Uint8Array;
  /** What came last is what was waited for, but for its end. */
  readonly lacksEnd?: true;
  /** Whether the step that failed would have taken this message, had it come in time. */
  readonly wants?: (message: Uint8Array) => boolean;
  /** Cuts bytes of the failing connection into messages; undefined where its frame knows none, or where they are none. */
  readonly cut?: (bytes: Uint8Array) => Cut | undefined;
}

/** The lengths on the wire of the messages that are complete, and what is behind them. */
interface Cut {
  readonly messages: readonly number[];
  readonly restBytes: number;
}
