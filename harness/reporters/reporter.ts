import type { CheckReport, Report, RunInfo, Sheet } from '../model/report.js';

/** A view of a marking. Every callback is optional; a reporter that throws is told to the user and stops neither run nor others. */
export interface Reporter {
  readonly name: string;
  /** Where it writes, where that is not the folder of the run. */
  readonly target?: string;
  runStarted?(run: Omit<RunInfo, 'durationMs'>, planned: readonly PlannedSheet[]): void | Promise<void>;
  checkEnded?(check: CheckReport, sheet: Pick<Sheet, 'spec' | 'submission'>): void | Promise<void>;
  runEnded?(report: Report): void | Promise<void>;
  /** Instead of all others: the submission could not be checked at all, so that it has no report. */
  notChecked?(problem: NotChecked): void | Promise<void>;
  /** The command ends, whatever came before. */
  close?(): void;
}

export interface PlannedSheet {
  readonly spec: string;
  readonly submission: string;
  readonly checks: number;
  readonly maxPoints: number;
}

/** Why a submission could not be checked: no program was found in it, or its archive was refused. */
export interface NotChecked {
  /** For whoever handed it in; it is safe to print. */
  readonly message: string;
  /** What all checks together are worth. */
  readonly maxPoints: number;
}
