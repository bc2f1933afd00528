import type { CheckReport, Report, RunInfo, Sheet } from '../model/report.js';

/** A view of a marking. Every callback is optional; a reporter that throws is told to the user and stops neither run nor others. */
export interface Reporter {
  readonly name: string;
  runStarted?(
    run: Omit<RunInfo, 'durationMs'>,
    planned: readonly { readonly spec: string; readonly submission: string; readonly checks: number }[],
  ): void | Promise<void>;
  checkEnded?(check: CheckReport, sheet: Pick<Sheet, 'spec' | 'submission'>): void | Promise<void>;
  runEnded?(report: Report): void | Promise<void>;
}
