import type { Because, Explanation, Finding, Remark } from './verdict.js';

/** What `report.json` holds: all that any reporter shows. Bytes are base64 in the file and survive the round trip. */
export interface Report {
  readonly format: 'wiremark-report';
  readonly version: 1;
  readonly run: RunInfo;
  readonly sheets: readonly Sheet[];
  readonly totals: Totals;
}

export interface RunInfo {
  /** The name of the folder under `reports/`. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: string;
  readonly slow: number;
  readonly wiremark: string;
  readonly machine: { readonly platform: string; readonly cores: number; readonly node: string };
  /** How the submission was kept apart from the machine, and what that could not observe. */
  readonly isolation: string;
}

/** One spec, one submission: what a student or an instructor holds in hand. */
export interface Sheet {
  readonly spec: {
    readonly id: string;
    readonly name: string;
    readonly about?: string;
    readonly file: string;
    readonly sha256: string;
  };
  readonly submission: {
    readonly name: string;
    readonly folder: string;
    readonly programs: readonly { readonly name: string; readonly command: string; readonly because: string }[];
  };
  readonly totals: Totals;
  readonly checks: readonly CheckReport[];
}

export interface Totals {
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: number;
  readonly failed: number;
  readonly blocked: number;
  readonly inconclusive: number;
}

export type Status = 'passed' | 'failed' | 'blocked' | 'inconclusive';

export interface CheckReport {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly hidden: boolean;
  readonly points: number;
  readonly maxPoints: number;
  readonly status: Status;
  /** The check that it waited for, when blocked. */
  readonly blockedBy?: string;
  /** Why marks are withheld, when inconclusive. */
  readonly inconclusive?: { readonly because: Because; readonly detail: string };
  readonly findings: readonly FindingReport[];
  /** What was seen besides, and costs nothing; absent where there is nothing to say. */
  readonly remarks?: readonly Remark[];
  readonly diagnosis?: Explanation;
  /** The check's own hint, shown when it did not pass. */
  readonly hint?: string;
  /** What names of the spec stood for when it failed: `mac = "4e91b8"`; absent where that is nothing new. */
  readonly values?: readonly string[];
  readonly durationMs: number;
  /** The seed of the run that is shown. */
  readonly seed: string;
  /** What to type to run just this check again, with the same chances. */
  readonly again: string;
  /** The check's steps in words, with their place in the spec. */
  readonly steps: readonly StepReport[];
  /** Its runs, where it has more than one. */
  readonly runs: readonly RunReport[];
  /** What passed on the wire in the run that is shown (the first that failed, else the last). */
  readonly exchange: Exchange;
  /** What the programs wrote in that run. */
  readonly output: readonly OutputReport[];
  /** The copy of the submission that they ran in: what they called it, and the folder that their student knows; empty where that is none, but a file alone. */
  readonly copy?: { readonly seenAs: string; readonly of: string };
  /** Damage that the links did, in words: `dropped the client's 2nd datagram`. */
  readonly damage: readonly string[];
}

export interface FindingReport extends Finding {
  /** Where its step stands in a block: the lines that use the block, from the check inwards. */
  readonly usedAt?: readonly { readonly line: number; readonly text: string }[];
  /** The author's line, with the stretch of it that the finding is about (columns from 1, end exclusive). */
  readonly source: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endColumn: number;
    readonly text: string;
  };
}

export interface StepReport {
  readonly id: string;
  /** How deep it is nested in `parallel` and `repeat`. */
  readonly depth: number;
  readonly actor?: string;
  readonly text: string;
  readonly line: number;
  /** `not reached`: a step before it ended the run. */
  readonly state: 'done' | 'failed' | 'not reached';
}

export interface RunReport {
  readonly id: string;
  readonly label: string;
  readonly status: Status;
}

/** A ladder diagram as data: who takes part, and what passed between them in order. */
export interface Exchange {
  readonly lanes: readonly string[];
  readonly events: readonly ExchangeEvent[];
  /** How many events in the middle were left out to keep the report small. */
  readonly leftOut: number;
}

export type ExchangeEvent = { readonly atMs: number } & (
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly flow: string;
      /** The whole size; `data` may be its beginning only. */
      readonly length: number;
      readonly data: Uint8Array;
      /** What a link did to it: `dropped`, `delayed 300 ms`. */
      readonly damage?: string;
    }
  /** A connection opened, half closed, closed or reset: an arrow without bytes. */
  | {
      readonly kind: 'signal';
      readonly from: string;
      readonly to: string;
      readonly flow: string;
      readonly text: string;
    }
  /** Something at one lane: `listening on 127.0.0.1:20001`, `exited with code 1`, `2 s of silence`. */
  | {
      readonly kind: 'note';
      readonly at: string;
      readonly text: string;
      readonly tone: 'plain' | 'bad';
      /** Here the script ends: what follows came when our sides were closed. */
      readonly endsScript?: boolean;
    }
);

export interface OutputReport {
  readonly program: string;
  readonly stream: 'stdout' | 'stderr';
  /** Of all that it wrote. */
  readonly length: number;
  /** The beginning and the end, where it is too long to show whole. */
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** So many of its lines, the last ones, came when the script had ended and our sides were closed. */
  readonly lateLines?: number;
  /** Path of the whole log, relative to the run's folder. */
  readonly log: string;
}
