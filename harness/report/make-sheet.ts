import { withInner } from '../model/inner-steps.js';
import { isSubmitted, type Plan, type PlannedCheck } from '../model/plan.js';
import type { CheckReport, FindingReport, Sheet, StepReport, Totals } from '../model/report.js';
import type { Step } from '../model/spec.js';
import type { RunTrace } from '../model/trace.js';
import type { Finding } from '../model/verdict.js';
import type { StepKind } from '../steps/step-kind.js';
import type { CheckVerdict } from '../verdict/judge-check.js';
import { remarksOn } from '../verdict/remarks.js';
import { exchangeOf, sayWhat } from './exchange.js';
import { outputsOf, type LogOf } from './program-output.js';
import { grouped } from '../model/grouped.js';

/** A check that was judged, or one that was not run because another it needs did not pass. */
export type CheckEnd =
  | {
      readonly kind: 'judged';
      readonly verdict: CheckVerdict;
      readonly traces: readonly RunTrace[];
      readonly durationMs: number;
    }
  | { readonly kind: 'blocked'; readonly by: string };

export interface SheetContext {
  readonly plan: Plan;
  readonly steps: Readonly<Record<string, StepKind>>;
  /** How this marking was called, for the command that repeats one check. */
  readonly again: (check: string) => string;
  readonly logOf: LogOf;
}

/** What a reader is shown of one check. Pure. */
export function makeCheckReport(planned: PlannedCheck, end: CheckEnd, context: SheetContext): CheckReport {
  const { check } = planned;
  const base = {
    id: check.id,
    name: check.hidden ? 'a hidden check' : check.name,
    tags: check.hidden ? [] : check.tags,
    hidden: check.hidden,
    maxPoints: check.points,
    seed: context.plan.seed,
    again: context.again(check.id),
  };
  const empty = {
    points: 0,
    findings: [],
    durationMs: 0,
    steps: [],
    runs: [],
    exchange: { lanes: [], events: [], leftOut: 0 },
    output: [],
    damage: [],
  };
  if (end.kind === 'blocked')
    return {
      ...base,
      ...empty,
      status: 'blocked',
      blockedBy: end.by,
      steps: check.hidden ? [] : describeSteps(planned, undefined, context),
    };
  const { verdict, traces, durationMs } = end;
  const outcome = verdict.verdict;
  const judged = {
    ...base,
    ...empty,
    status: outcome.status,
    points: Math.round(check.points * verdict.share * 100) / 100,
    durationMs: Math.round(durationMs),
    ...(outcome.status === 'inconclusive' && {
      inconclusive: { because: outcome.because, detail: check.hidden ? 'its run proves nothing' : outcome.detail },
    }),
  };
  // Students learn that a hidden check exists and what it is worth, not what it asks.
  if (check.hidden) return judged;
  const trace = traces.find((candidate) => candidate.run === verdict.runs[verdict.shown]?.id);
  const remarks = remarksOn(traces);
  const findings = outcome.status === 'failed' ? outcome.findings : [];
  const hint = outcome.status === 'failed' ? outcome.hint : outcome.status === 'inconclusive' ? check.hint : undefined;
  return {
    ...judged,
    findings: findings.map((finding) => placed(finding, planned, context)),
    ...(remarks.length > 0 && { remarks }),
    ...(outcome.status === 'failed' && outcome.diagnosis && { diagnosis: outcome.diagnosis }),
    ...(hint !== undefined && { hint }),
    ...(outcome.status === 'failed' && outcome.values.length > 0 && { values: outcome.values }),
    steps: describeSteps(planned, trace, context),
    runs:
      planned.runs.length > 1 || trace?.property
        ? verdict.runs.map(({ id, label, verdict: { status } }) => ({ id, label: label || sayProperty(trace), status }))
        : [],
    ...(trace && {
      exchange: exchangeOf(context.plan, trace),
      output: outputsOf(trace, context.logOf),
      damage: damageOf(trace),
    }),
    ...copyOf(planned, trace, context.plan),
  };
}

/** The whole sheet of one submission under one spec. */
export function makeSheet(
  plan: Plan,
  checks: readonly CheckReport[],
  spec: Pick<Sheet['spec'], 'file' | 'sha256'>,
): Sheet {
  const { submission } = plan;
  return {
    spec: {
      id: plan.spec.id,
      name: plan.spec.name,
      ...(plan.spec.about !== undefined && { about: plan.spec.about }),
      ...spec,
    },
    submission: {
      name: submission.name,
      folder: submission.folder,
      programs: Object.values(submission.launches).map((launch) => ({
        name: launch.program,
        command: launch.words.join(' '),
        because: launch.because,
      })),
    },
    totals: totalOf(checks),
    checks,
  };
}

/** Points and verdicts in sum. Checks without a verdict about the submission count neither way, but their points stay in the maximum. */
export function totalOf(checks: readonly Pick<CheckReport, 'points' | 'maxPoints' | 'status'>[]): Totals {
  const count = (status: CheckReport['status']): number => checks.filter((check) => check.status === status).length;
  const sum = (key: 'points' | 'maxPoints'): number =>
    Math.round(checks.reduce((total, check) => total + check[key], 0) * 100) / 100;
  return {
    points: sum('points'),
    maxPoints: sum('maxPoints'),
    passed: count('passed'),
    failed: count('failed'),
    blocked: count('blocked'),
    inconclusive: count('inconclusive'),
  };
}

function placed(finding: Finding, { check }: PlannedCheck, { plan, steps }: SheetContext): FindingReport {
  const { file, start, end } = finding.origin;
  const lines = plan.spec.source.split(/\r?\n/);
  const text = lines[start.line - 1] ?? '';
  // The id of a step is its path in the check.
  const uses = withInner(check.steps, steps)
    .filter(({ kind, id }) => kind === 'use' && finding.step?.startsWith(`${id}.`))
    .map(({ origin }) => origin.start.line);
  return {
    ...finding,
    ...(uses.length > 0 && { usedAt: uses.map((line) => ({ line, text: lines[line - 1] ?? '' })) }),
    source: {
      file,
      line: start.line,
      column: start.column,
      endColumn: end.line === start.line ? end.column : text.length + 1,
      text,
    },
  };
}

function describeSteps(planned: PlannedCheck, trace: RunTrace | undefined, context: SheetContext): StepReport[] {
  const ends = new Map<string, Set<string>>();
  for (const event of trace?.events ?? []) {
    if (event.type === 'step-ended') ends.set(event.step, (ends.get(event.step) ?? new Set()).add(event.outcome.ended));
  }
  const describe = (steps: readonly Step[], depth: number): StepReport[] =>
    steps.flatMap((step) => {
      const kind = context.steps[step.kind] as StepKind;
      const line: StepReport = {
        id: step.id,
        depth,
        ...(step.actor !== undefined && { actor: step.actor }),
        text: kind.describe(step.args),
        line: step.origin.start.line,
        state: stateOf(kind, ends.get(step.id)),
      };
      return [line, ...describe(kind.inner?.(step.args) ?? [], depth + 1)];
    });
  return describe(planned.check.steps, 0);
}

/** From all the ways in which a step ended: once in most checks, once for each copy or round in others. */
function stateOf(kind: StepKind, ends: ReadonlySet<string> | undefined): StepReport['state'] {
  if (!ends) return 'not reached';
  if ([...ends].some((end) => end !== 'done' && end !== 'left' && end !== 'abandoned')) return 'failed';
  if (!ends.has('abandoned')) return 'done';
  // Abandoned means that another failed: one inside of it, or the one that it overlapped with.
  return kind.inner ? 'failed' : kind.overlaps ? 'done' : 'not reached';
}

function sayProperty(trace: RunTrace | undefined): string {
  if (!trace?.property) return '';
  const sizes = Object.entries(trace.sizes)
    .map(([name, size]) => `${name}: ${grouped(size)} bytes`)
    .join(', ');
  const from =
    trace.property.shrunkFrom &&
    Object.values(trace.property.shrunkFrom)
      .map((size) => grouped(size))
      .join(', ');
  return from === undefined
    ? `${trace.property.tries} sizes tried`
    : `smallest found that fails: ${sizes} (first seen with ${from})`;
}

/** What the programs called the folder that they ran in, or were built in. */
function copyOf(planned: PlannedCheck, trace: RunTrace | undefined, plan: Plan): Pick<CheckReport, 'copy'> {
  const started = trace?.events
    .filter((event) => event.type === 'started')
    .find(({ program }) => isSubmitted(program, planned));
  const notBuilt = Object.values(plan.submission.launches).find(({ buildFailure }) => buildFailure);
  const seenAs = started?.seenAs ?? notBuilt?.buildFailure?.seenAs;
  const { folder, isFile } = plan.submission;
  return seenAs === undefined ? {} : { copy: { seenAs, of: isFile ? '' : folder } };
}

function damageOf(trace: RunTrace): string[] {
  return trace.events.flatMap((event) => {
    if (event.type !== 'damage') return [];
    const rule = event.rule === undefined ? '' : ` rule ${event.rule + 1}`;
    const flow = ['0', '1'].includes(event.flow) ? '' : ` (connection ${event.flow})`;
    return [`${event.link}${rule}: ${sayWhat(event)} from ${event.from}${flow}: ${event.what}`];
  });
}
