import type { Plan, PlannedCheck } from '../model/plan.js';
import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { judgeCheck } from '../verdict/judge-check.js';
import { makeCheckReport, makeSheet, type SheetContext } from './make-sheet.js';

/** What judging again takes, besides the evidence. */
export interface Rejudging {
  readonly judges: Parameters<typeof judgeCheck>[3];
  readonly context: Omit<SheetContext, 'plan' | 'steps'>;
}

/** The sheet of a marking, judged again from its traces: nothing is run. Pure. */
export function rejudgeSheet(
  plan: Plan,
  before: Sheet,
  traces: readonly RunTrace[],
  { judges, context }: Rejudging,
): Sheet {
  const whole: SheetContext = { ...context, plan, steps: judges.steps };
  const reports = new Map<string, CheckReport>();
  const reportOf = (planned: PlannedCheck): CheckReport => {
    const known = reports.get(planned.check.id);
    if (known) return known;
    const report = judgeAgain(planned);
    reports.set(planned.check.id, report);
    return report;
  };
  const judgeAgain = (planned: PlannedCheck): CheckReport => {
    const old = before.checks.find(({ id }) => id === planned.check.id);
    for (const id of planned.check.needs) {
      const needed = plan.checks.find(({ check }) => check.id === id);
      if (needed && reportOf(needed).status !== 'passed')
        return makeCheckReport(planned, { kind: 'blocked', by: id }, whole);
    }
    const own = traces.filter(({ check }) => check === planned.check.id);
    // What its compiler said is in no trace.
    if (old && own.some(wasNotBuilt)) return old;
    const verdict = judgeCheck(plan, planned, own, judges);
    return makeCheckReport(planned, { kind: 'judged', verdict, traces: own, durationMs: old?.durationMs ?? 0 }, whole);
  };
  return makeSheet(plan, plan.checks.map(reportOf), before.spec);
}

function wasNotBuilt({ events }: RunTrace): boolean {
  return events.some((event) => event.type === 'not-launched' && event.reason.kind === 'not-built');
}
