import type { Diagnosis } from '../diagnoses/diagnosis.js';
import type { Plan, PlannedCheck } from '../model/plan.js';
import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { makeCheckReport, makeSheet, type CheckEnd, type SheetContext } from '../report/make-sheet.js';
import type { RunEnvironment } from '../run/environment.js';
import { Habits } from '../run/habits.js';
import { runCheck } from '../run/run-check.js';
import { judgeCheck } from '../verdict/judge-check.js';
import { ALONE, type Gate } from './gate.js';

export interface MarkOptions {
  readonly environment: Omit<RunEnvironment, 'habits'>;
  readonly diagnoses: Promise<readonly Diagnosis[]>;
  /** Lets only so many checks run side by side, over all submissions that are marked at once. */
  readonly checkGate: Gate;
  readonly context: Omit<SheetContext, 'plan' | 'steps'>;
  readonly spec: Pick<Sheet['spec'], 'file' | 'sha256'>;
  readonly onCheck: (report: CheckReport, traces: readonly RunTrace[]) => void | Promise<void>;
}

/** Marks one submission under one spec: runs every check of the plan, judges it, and makes the sheet. */
export async function mark(plan: Plan, options: MarkOptions): Promise<Sheet> {
  const marking = new Marking(plan, options);
  const reports = await Promise.all(plan.checks.map((planned) => marking.reportOf(planned)));
  return makeSheet(plan, reports, options.spec);
}

class Marking {
  private readonly plan: Plan;
  private readonly options: MarkOptions;
  private readonly context: SheetContext;
  private readonly environment: RunEnvironment;
  private readonly reports = new Map<string, Promise<CheckReport>>();

  constructor(plan: Plan, options: MarkOptions) {
    this.plan = plan;
    this.options = options;
    this.environment = { ...options.environment, habits: new Habits() };
    this.context = { ...options.context, plan, steps: options.environment.steps };
  }

  reportOf(planned: PlannedCheck): Promise<CheckReport> {
    const known = this.reports.get(planned.check.id);
    if (known) return known;
    const report = this.finish(planned);
    this.reports.set(planned.check.id, report);
    return report;
  }

  private async finish(planned: PlannedCheck): Promise<CheckReport> {
    const end = await this.endOf(planned);
    const report = makeCheckReport(planned, end, this.context);
    await this.options.onCheck(report, end.kind === 'judged' ? end.traces : []);
    return report;
  }

  private async endOf(planned: PlannedCheck): Promise<CheckEnd> {
    for (const id of planned.check.needs) {
      const needed = this.plan.checks.find((candidate) => candidate.check.id === id);
      // A check that was not chosen (--only) blocks nobody.
      if (needed && (await this.reportOf(needed)).status !== 'passed') return { kind: 'blocked', by: id };
    }
    const { checkGate, environment } = this.options;
    const first = await checkGate(() => this.run(planned));
    const { verdict } = first.verdict;
    const isUnproven = verdict.status === 'inconclusive' && verdict.because !== 'damage-never-fired';
    // What our side or the machine spoilt is given a second chance, with nothing else under way, before a person is asked.
    return isUnproven && !environment.signal.aborted ? checkGate(() => this.run(planned), ALONE) : first;
  }

  private async run(planned: PlannedCheck): Promise<Extract<CheckEnd, { kind: 'judged' }>> {
    const startedAt = performance.now();
    const { environment } = this;
    const { diagnoses } = this.options;
    const traces = await runCheck(this.plan, planned, environment);
    const durationMs = performance.now() - startedAt;
    return {
      kind: 'judged',
      verdict: judgeCheck(this.plan, planned, traces, {
        steps: environment.steps,
        frames: environment.frames,
        damages: environment.damages,
        diagnoses: await diagnoses,
      }),
      traces,
      durationMs,
    };
  }
}
