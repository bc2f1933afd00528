import type { Late } from '../model/late.js';
import type { CheckReport, Sheet, Totals } from '../model/report.js';

/** One submission of a class, and what came of its marking. */
export interface MarkedStudent {
  /** As the platform knows the student. */
  readonly id: string;
  readonly name: string;
  /** From 1; absent where there is only one. */
  readonly attempt?: number;
  readonly late: Late;
  /** ISO 8601, UTC. */
  readonly submittedAt?: string;
  /** What the student's feedback must be called for the platform. */
  readonly platformName?: string;
  readonly outcome: Outcome;
  /** The report page, relative to the folder of the results. */
  readonly report?: string;
}

/** What of a sheet is kept for the whole class; the rest stands in the student's report. */
export interface MarkedSheet {
  readonly spec: Pick<Sheet['spec'], 'id' | 'name' | 'file' | 'sha256'>;
  readonly totals: Totals;
  readonly checks: readonly MarkedCheck[];
}

export interface MarkedCheck extends Pick<
  CheckReport,
  'id' | 'name' | 'hidden' | 'status' | 'points' | 'maxPoints' | 'durationMs'
> {
  /** The first is what the check failed by. */
  readonly findings: readonly Pick<CheckReport['findings'][number], 'code' | 'summary'>[];
  /** What was seen besides: the first. */
  readonly remark?: string;
  readonly diagnosis?: Pick<NonNullable<CheckReport['diagnosis']>, 'code' | 'title'>;
}

export type Outcome =
  | { readonly state: 'marked'; readonly sheets: readonly MarkedSheet[] }
  /** A program could not be started, so that no check could pass. */
  | { readonly state: 'not-launched'; readonly sheets: readonly MarkedSheet[]; readonly reason: string }
  /** What was handed in could not be unpacked. */
  | { readonly state: 'unpack-failed'; readonly code: string; readonly reason: string; readonly advice: string }
  | { readonly state: 'nothing-handed-in'; readonly reason: string }
  /** The run proves nothing about some checks: points are withheld until it is run again. */
  | { readonly state: 'inconclusive'; readonly sheets: readonly MarkedSheet[]; readonly reason: string }
  /** Our fault, or the machine's, or a question to a person: it has to be marked again. `settle`: what the instructor writes then. */
  | { readonly state: 'not-marked'; readonly reason: string; readonly settle?: string };

/** Why there is no mark, for whoever can do something about it: with the words that settle it. */
export function reasonToAct(outcome: Outcome): string | undefined {
  if (!('reason' in outcome)) return undefined;
  return outcome.state === 'not-marked' && outcome.settle !== undefined
    ? `${outcome.reason} ${outcome.settle}`
    : outcome.reason;
}

export type State = Outcome['state'];

/** The checks of an outcome, where it has any. */
export function sheetsOf(outcome: Outcome): readonly MarkedSheet[] {
  return 'sheets' in outcome ? outcome.sheets : [];
}

/** Points of an outcome before any rule of the course; undefined where they are withheld. */
export function pointsOf(outcome: Outcome): number | undefined {
  switch (outcome.state) {
    case 'marked':
    case 'not-launched':
      return outcome.sheets.reduce((sum, { totals }) => sum + totals.points, 0);
    case 'unpack-failed':
    case 'nothing-handed-in':
      return 0;
    case 'inconclusive':
    case 'not-marked':
      return undefined;
  }
}
