import type { SourceRange } from './source.js';

/** What the trace of a check proves. */
export type Verdict =
  | { readonly status: 'passed' }
  | {
      readonly status: 'failed';
      readonly findings: readonly [Finding, ...Finding[]];
      readonly diagnosis?: Explanation;
      /** The check's hint for this failure, where it has one. */
      readonly hint?: string;
      /** What names stood for when it failed: `mac = "4e91b8"`. */
      readonly values: readonly string[];
    }
  /** A check that it needs did not pass. */
  | { readonly status: 'blocked'; readonly by: string }
  /** No marks are taken: the run proves nothing about the submission. */
  | { readonly status: 'inconclusive'; readonly because: Because; readonly detail: string };

/** `host`: it was too busy; `machine`: it has not what the check takes. */
export type Because = 'harness' | 'host' | 'kernel' | 'machine' | 'damage-never-fired' | 'spec';

/** One thing that the program did wrong, with the evidence. */
export interface Finding {
  /** Stable name, like `reply-differs`; `wiremark explain reply-differs` tells more. */
  readonly code: string;
  /** One sentence for the student. */
  readonly summary: string;
  /** The run of the check that it happened in. */
  readonly run: string;
  readonly step?: string;
  readonly actor?: string;
  readonly comparison?: Comparison;
  readonly hint?: string;
  readonly origin: SourceRange;
}

/** Something about a program that its student and whoever marks it should know. It costs nothing. */
export interface Remark {
  /** Stable name, like `left-behind`; `wiremark explain left-behind` tells more. */
  readonly code: string;
  readonly program: string;
  readonly summary: string;
}

/** Expected against actual, cut to a window round the first difference. */
export interface Comparison {
  /** Absent where there is no exact text to show (a pattern, say); then `wanted` says it in words. */
  readonly expected?: Excerpt;
  readonly wanted: string;
  readonly actual: Excerpt;
  /** The first byte at which the two part, counted from 0. */
  readonly differsAt?: number;
  /** What came is what a program printed; nothing of it passed on a wire. */
  readonly printed?: boolean;
}

/** Some bytes of a longer run of bytes. */
export interface Excerpt {
  /** Of the whole. */
  readonly length: number;
  /** Offset of `data` in the whole. */
  readonly from: number;
  readonly data: Uint8Array;
}

/** The mistake that explains the findings. */
export interface Explanation {
  /** The name of the diagnosis: `one-recv-per-message`. */
  readonly code: string;
  readonly title: string;
  /** What shows it, from the trace. */
  readonly evidence: string;
  /** What to do. */
  readonly advice: string;
}
