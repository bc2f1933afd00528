import type { Diagnosis } from '../diagnoses/diagnosis.js';
import { eventsSince } from '../model/phases.js';
import type { Plan, PlannedCheck } from '../model/plan.js';
import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { makeCheckReport, makeSheet, type CheckEnd, type SheetContext } from '../report/make-sheet.js';
import type { RunEnvironment } from '../run/environment.js';
import { Habits } from '../run/habits.js';
import { runCheck } from '../run/run-check.js';
import { SharedPrograms } from '../run/shared-programs.js';
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

type Judged = Extract<CheckEnd, { kind: 'judged' }>;

class Marking {
  private readonly plan: Plan;
  private readonly options: MarkOptions;
  private readonly context: SheetContext;
  private readonly environment: RunEnvironment;
  private readonly shared: SharedPrograms;
  private readonly reports = new Map<string, Promise<CheckReport>>();

  constructor(plan: Plan, options: MarkOptions) {
    this.plan = plan;
    this.options = options;
    this.environment = { ...options.environment, habits: new Habits() };
    this.shared = new SharedPrograms(plan, this.environment, options.checkGate);
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
    const first = await (planned.check.sharesPrograms ? this.runShared(planned) : checkGate(() => this.run(planned)));
    const { verdict } = first.verdict;
    const isUnproven = verdict.status === 'inconclusive' && verdict.because !== 'damage-never-fired';
    // What our side or the machine spoilt is given a second chance, with nothing else under way, before a person is asked.
    return isUnproven && !environment.signal.aborted ? checkGate(() => this.run(planned), ALONE) : first;
  }

  private async run(planned: PlannedCheck): Promise<Judged> {
    const startedAt = performance.now();
    const traces = await runCheck(this.plan, planned, this.environment);
    return this.judge(planned, traces, performance.now() - startedAt);
  }

  private async runShared(planned: PlannedCheck): Promise<Judged> {
    const served = await Promise.all(planned.runs.map((run) => this.shared.run(planned, run)));
    const traces = served.flatMap((each) => each?.trace ?? []);
    // What it waited for its turn, and what the launch took that others share, is no time of its own.
    const durationMs = traces.map(msBehindLaunch).reduce((one, other) => one + other, 0);
    const judged = await this.judge(planned, traces, durationMs);
    const isDoubtful = judged.verdict.verdict.status !== 'passed' && served.some((each) => each?.isBehindOthers);
    return isDoubtful ? this.options.checkGate(() => this.run(planned)) : judged;
  }

  private async judge(planned: PlannedCheck, traces: readonly RunTrace[], durationMs: number): Promise<Judged> {
    const { steps, frames, damages } = this.environment;
    const diagnoses = await this.options.diagnoses;
    const verdict = judgeCheck(this.plan, planned, traces, { steps, frames, damages, diagnoses });
    return { kind: 'judged', verdict, traces, durationMs };
  }
}

function msBehindLaunch({ events }: RunTrace): number {
  const began = eventsSince(events, 'steps')[0]?.atMs;
  return began === undefined ? 0 : (events.at(-1)?.atMs ?? began) - began;
}
