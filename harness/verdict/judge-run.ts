import type { Frame } from '../frames/frame.js';
import { sayBreach } from '../model/breach.js';
import { bindingsOf } from '../value/bindings.js';
import { excerpt } from '../match/compare.js';
import type { DamageSyntax } from '../model/language.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import { peerNamed, type PeerSpec, type Step } from '../model/spec.js';
import type { Address, RunTrace, StepOutcome, TraceEvent } from '../model/trace.js';
import type { Because, Finding } from '../model/verdict.js';
import type { FindingDraft, Framing, JudgeContext, StepKind } from '../steps/step-kind.js';
import { judgeHost } from './judge-host.js';
import { judgeLaunch } from './judge-launch.js';
import { grouped } from '../model/grouped.js';

/** What judging needs of the registries. */
export interface Judges {
  readonly steps: Readonly<Record<string, StepKind>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly damages: Readonly<Record<string, Pick<DamageSyntax, 'isByChance'>>>;
}

/** What one run's trace proves. `failing` names the step that the first finding comes from, for those who explain it. */
export type RunVerdict =
  | { readonly status: 'passed' }
  | {
      readonly status: 'failed';
      readonly findings: readonly [Finding, ...Finding[]];
      readonly failing?: { readonly step: Step; readonly outcome: StepOutcome; readonly context: JudgeContext };
    }
  | {
      readonly status: 'inconclusive';
      readonly because: Because;
      readonly detail: string;
      /** The steps were done, but these rules, by places in the check's list, never did their damage. */
      readonly idleRules?: readonly number[];
    };

/** Judges one run from its trace alone. Pure. */
export function judgeRun(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  trace: RunTrace,
  judges: Judges,
): RunVerdict {
  const fault = trace.events.find((event) => event.type === 'fault');
  if (fault) return { status: 'inconclusive', because: fault.whose, detail: fault.detail };
  const breach = judgeLimits(plan, planned, run, trace);
  if (breach) return { status: 'failed', findings: [breach] };
  const spec = judgeSpec(trace);
  if (spec) return spec;
  const launch = judgeLaunch(plan, planned, run, trace);
  if (launch) return judgeSlowStart(trace) ?? { status: 'failed', findings: [launch] };
  const failures = judgeSteps(plan, planned, run, trace, judges);
  // What could not be made was not sent, and so explains all that did not come.
  const first = failures.find(({ outcome }) => outcome.noValue) ?? failures[0];
  if (first) {
    const { outcome, context } = first;
    const excused = judgeHost(trace, { ended: outcome.ended, over: context.over, program: context.program });
    if (excused) return excused;
    const findings = combine([first, ...failures.filter((failure) => failure !== first)].map(({ finding }) => finding));
    return { status: 'failed', findings: findings as [Finding, ...Finding[]], failing: first };
  }
  const extra = judgeUnread(plan, planned, run, trace);
  if (extra) return { status: 'failed', findings: [extra] };
  return judgeDamage(planned, trace) ?? { status: 'passed' };
}

/** Who goes over a limit has failed, whatever else it did; what comes after our own stopping does not count. */
function judgeLimits(plan: Plan, planned: PlannedCheck, run: PlannedRun, trace: RunTrace): Finding | undefined {
  const stop = trace.events.findIndex((event) => event.type === 'phase' && event.phase === 'stop');
  const found = trace.events
    .slice(0, stop < 0 ? undefined : stop)
    .find((event): event is TraceEvent & { type: 'over-limit' } => event.type === 'over-limit');
  if (!found) return undefined;
  return {
    code: 'over-limit',
    summary: `the ${found.program} ${sayBreach(found.breach)}: it was ended`,
    run: run.id,
    actor: found.program,
    origin: plan.spec.programs[found.program]?.origin ?? planned.check.origin,
  };
}

interface Failure {
  readonly finding: Finding;
  readonly step: Step;
  readonly outcome: StepOutcome;
  readonly context: JudgeContext;
}

function judgeSteps(plan: Plan, planned: PlannedCheck, run: PlannedRun, trace: RunTrace, judges: Judges): Failure[] {
  const steps = stepsById(planned.check.steps, judges);
  const bindings = bindingsOf(planned.check, run, trace.sizes);
  const started = new Map<string, TraceEvent & { type: 'step-started' }>();
  const reachedAt = new Map<string, Address | undefined>();
  let launched: string | undefined;
  const failures: Failure[] = [];
  for (const [index, event] of trace.events.entries()) {
    if (event.type === 'started') launched ??= event.program;
    if (event.type === 'step-started') started.set(`${event.step} ${event.actor ?? ''}`, event);
    if (event.type === 'opened') reachedAt.set(event.actor, event.by === 'peer' ? event.remote : undefined);
    if (event.type !== 'step-ended') continue;
    const step = steps.get(event.step);
    const kind = step && judges.steps[step.kind];
    if (!step || !kind) throw new Error(`the trace speaks of a step ${event.step} that is not in the plan`);
    const peer = step.actor === undefined ? undefined : plan.spec.peers[step.actor];
    const begun = started.get(`${event.step} ${event.actor ?? ''}`);
    const context: JudgeContext = {
      step,
      // Made when they are looked at: thousands of steps that are done would each copy all that came before them.
      get sight() {
        const me = event.actor === undefined ? {} : { me: event.actor };
        return { bindings: { ...me, ...bindings, ...begun?.bindings }, seed: run.seed };
      },
      get events() {
        return trace.events.slice(0, index + 1);
      },
      get framing() {
        return peer && framingOf(peer, planned, judges);
      },
      program: `the ${programFacing(plan, peer, launched)}`,
      over: peer?.over,
      reachedAt: event.actor === undefined ? undefined : reachedAt.get(event.actor),
    };
    const draft = sayNoValue(event.outcome) ?? kind.judge(step.args, event.outcome, context);
    if (!draft) continue;
    const finding: Finding = {
      ...draft,
      summary: draft.summary + sayDeath(plan, trace.events, draft.code),
      run: run.id,
      step: step.id,
      ...(event.actor !== undefined && { actor: event.actor }),
      ...(step.hint !== undefined && { hint: step.hint }),
      origin: step.origin,
    };
    failures.push({ finding, step, outcome: event.outcome, context });
  }
  return failures;
}

/** A program that did not listen in time may have had no processor to do so. */
function judgeSlowStart(trace: RunTrace): RunVerdict | undefined {
  const failed = trace.events.find((event) => event.type === 'not-launched');
  if (failed?.reason.kind !== 'not-listening') return undefined;
  return judgeHost(trace, { ended: 'silence', over: undefined, program: `the ${failed.program}` });
}

/** Where an expression of the spec has no value, whatever the program says, nothing is proven about the program. */
function judgeSpec(trace: RunTrace): RunVerdict | undefined {
  for (const event of trace.events) {
    const noValue = event.type === 'step-ended' ? event.outcome.noValue : undefined;
    if (noValue && !noValue.told)
      return {
        status: 'inconclusive',
        because: 'spec',
        detail: `"${noValue.expression}" in the spec has no value: ${noValue.why}`,
      };
  }
  return undefined;
}

function sayNoValue({ noValue }: StepOutcome): FindingDraft | undefined {
  return (
    noValue && {
      code: 'no-value',
      summary: `what came makes no value of ${noValue.expression}: ${noValue.why}`,
    }
  );
}

function stepsById(steps: readonly Step[], judges: Judges, found = new Map<string, Step>()): Map<string, Step> {
  for (const step of steps) {
    found.set(step.id, step);
    stepsById(judges.steps[step.kind]?.inner?.(step.args) ?? [], judges, found);
  }
  return found;
}

/** The program on the other side of a peer: the one it connects to, or the one that was launched first. */
function programFacing(plan: Plan, peer: PeerSpec | undefined, launched: string | undefined): string {
  if (peer?.role.kind === 'connect') return peer.role.to;
  return launched ?? Object.keys(plan.spec.programs)[0] ?? 'program';
}

function framingOf(peer: PeerSpec, planned: PlannedCheck, judges: Judges): Framing | undefined {
  const spec = planned.check.frames[peer.name] ?? peer.frame;
  const frame = judges.frames[spec.name];
  return (
    frame && {
      name: spec.name,
      encode: (message) => frame.encode(spec.args, message),
      describeEnd: () => frame.describeEnd(spec.args),
    }
  );
}

/** A server that died by itself explains most of what is missing. */
function sayDeath(plan: Plan, events: readonly TraceEvent[], code: string): string {
  const stopped = events.findIndex((event) => event.type === 'stopping');
  const died = events.slice(0, stopped < 0 ? events.length : stopped).find((event) => event.type === 'exited');
  if (died?.type !== 'exited' || plan.spec.programs[died.program]?.over === undefined || SAYS_IT_ITSELF.has(code))
    return '';
  return `; the ${died.program} ended (${died.signal ? `killed by ${died.signal}` : `exit code ${died.code}`})`;
}

const SAYS_IT_ITSELF = new Set(['exited', 'crashed', 'wrong-exit']);

/** The same failure of many copies is one finding that says how many. */
function combine(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.step}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map(([first, ...others]) =>
    others.length === 0
      ? (first as Finding)
      : {
          ...(first as Finding),
          summary: `${(first as Finding).summary} (${(first as Finding).actor}, and ${others.length} other${others.length === 1 ? '' : 's'} the same)`,
        },
  );
}

function judgeUnread(plan: Plan, planned: PlannedCheck, run: PlannedRun, trace: RunTrace): Finding | undefined {
  const unread = trace.events.find((event) => event.type === 'unread');
  if (planned.check.extraOk || unread?.type !== 'unread') return undefined;
  const peer = peerNamed(plan.spec, unread.actor);
  const launched = trace.events.find((event) => event.type === 'started')?.program;
  const last = planned.check.steps.findLast((step) => step.actor === peer?.name) ?? planned.check.steps.at(-1);
  return {
    code: 'extra-bytes',
    summary: `the ${programFacing(plan, peer, launched)} sent ${grouped(unread.data.length)} byte${unread.data.length === 1 ? '' : 's'} more than was asked for`,
    run: run.id,
    actor: unread.actor,
    comparison: { wanted: 'nothing more', actual: excerpt(unread.data) },
    origin: last?.origin ?? planned.check.origin,
  };
}

/** Damage that never happened has not been survived: the run proves nothing. */
function judgeDamage(planned: PlannedCheck, trace: RunTrace): RunVerdict | undefined {
  const fired = firedRules(trace);
  const idleRules = planned.check.damage.flatMap((_rule, index) => (fired.has(index) ? [] : [index]));
  const idle = planned.check.damage[idleRules[0] ?? -1];
  if (!idle) return undefined;
  const sent = trace.events.filter(
    (event) =>
      event.type === 'relayed' && event.link === idle.link && (idle.from === undefined || event.from === idle.from),
  ).length;
  return {
    status: 'inconclusive',
    because: 'damage-never-fired',
    detail: `"${idle.text}" never happened: only ${sent} ${sent === 1 ? 'piece' : 'pieces'} crossed the link`,
    idleRules,
  };
}

/** The rules that did damage in this run, by their places in the check's list. */
export function firedRules(trace: RunTrace): ReadonlySet<number> {
  return new Set(
    trace.events.flatMap((event) => (event.type === 'damage' && event.rule !== undefined ? [event.rule] : [])),
  );
}
