import { bindingsOf } from '../value/bindings.js';
import { actorOf, withInner } from '../model/inner-steps.js';
import { ownEnd, sayEnd } from '../model/own-end.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { PeerSpec, Step } from '../model/spec.js';
import type { Address, RunTrace, StepOutcome, TraceEvent } from '../model/trace.js';
import type { Finding } from '../model/verdict.js';
import { framingOf, type Framing } from '../frames/framing.js';
import type { FindingDraft, JudgeContext } from '../steps/step-kind.js';
import type { Judges } from './run-verdict.js';

/** A step that was not met, and all that explains it. */
export interface Failure {
  readonly finding: Finding;
  readonly step: Step;
  readonly outcome: StepOutcome;
  readonly context: JudgeContext;
}

/** Every step of a trace that was not met, in the order of their ends. */
export function judgeSteps(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  trace: RunTrace,
  judges: Judges,
): Failure[] {
  const steps = new Map(withInner(planned.check.steps, judges.steps).map((step) => [step.id, step]));
  const bindings = bindingsOf(planned.check, run, trace.sizes);
  const started = new Map<string, TraceEvent & { type: 'step-started' }>();
  const reachedAt = new Map<string, Address | undefined>();
  const facing = facingIn(plan, planned, trace, judges);
  const failures: Failure[] = [];
  for (const [index, event] of trace.events.entries()) {
    if (event.type === 'step-started') started.set(`${event.step} ${event.actor ?? ''}`, event);
    if (event.type === 'opened') reachedAt.set(event.actor, event.by === 'peer' ? event.remote : undefined);
    if (event.type !== 'step-ended') continue;
    const step = steps.get(event.step);
    const kind = step && judges.steps[step.kind];
    if (!step || !kind) throw new Error(`the trace speaks of a step ${event.step} that is not in the plan`);
    const peer = plan.spec.peers[actorOf(step, judges.steps) ?? ''];
    const begun = started.get(`${event.step} ${event.actor ?? ''}`);
    const context: JudgeContext = {
      step,
      // Made when they are looked at: thousands of steps that are done would each copy all that came before them.
      get sight() {
        const me = event.actor === undefined ? {} : { me: event.actor };
        return { bindings: { ...me, ...bindings, ...begun?.bindings }, seed: run.seed };
      },
      events: () => trace.events.slice(0, index + 1),
      get framing() {
        return peer && framingIn(peer, planned, judges);
      },
      program: `the ${facing(peer)}`,
      links: () =>
        Object.values(plan.spec.links).flatMap(({ name, from, to }) =>
          [from, to].includes(step.actor ?? '') ? [name] : [],
        ),
      over: peer?.over,
      reachedAt: event.actor === undefined ? undefined : reachedAt.get(event.actor),
    };
    const draft = sayNoValue(event.outcome) ?? kind.judge(step.args, event.outcome, context);
    if (!draft) continue;
    const finding: Finding = {
      ...draft,
      summary: draft.summary + sayDeath(plan, trace.events, draft.code, event.outcome),
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

function sayNoValue({ noValue }: StepOutcome): FindingDraft | undefined {
  return (
    noValue && {
      code: 'no-value',
      summary: `what came makes no value of ${noValue.expression}: ${noValue.why}`,
    }
  );
}

/**
 * Tells the program on the other side of a peer: the one it connects to, or that is told to contact it; where the spec
 * does not say, the one that was launched first.
 */
export function facingIn(
  { spec }: Plan,
  { check }: PlannedCheck,
  { events }: RunTrace,
  { steps }: Judges,
): (peer: PeerSpec | undefined) => string {
  const told = withInner(check.steps, steps).flatMap(({ kind, args }) => {
    const effect = steps[kind]?.program?.(args);
    return effect?.kind === 'starts' && effect.towards !== undefined ? [[effect.towards, effect.program] as const] : [];
  });
  const linked = Object.values(spec.links).filter(({ from }) => Object.hasOwn(spec.programs, from));
  const facing = new Map([...linked.map(({ from, to }) => [to, from] as const), ...told]);
  const launched = events.find((event) => event.type === 'started')?.program;
  const otherwise = launched ?? Object.keys(spec.programs)[0] ?? 'program';
  return (peer) => (peer?.role.kind === 'connect' ? peer.role.to : (facing.get(peer?.name ?? '') ?? otherwise));
}

function framingIn(peer: PeerSpec, planned: PlannedCheck, judges: Judges): Framing | undefined {
  const spec = planned.check.frames[peer.name] ?? peer.frame;
  const frame = judges.frames[spec.name];
  return frame && framingOf(frame, spec);
}

/** A server that died by itself explains most of what is missing; a client that died of something explains its silence. */
function sayDeath(plan: Plan, events: readonly TraceEvent[], code: string, { ended }: StepOutcome): string {
  if (SAYS_IT_ITSELF.has(code)) return '';
  for (const name of Object.keys(plan.spec.programs)) {
    const isClient = plan.spec.programs[name]?.over === undefined;
    const died = ownEnd(events, name);
    if (died && (!isClient || (ended === 'silence' && died.code !== 0))) return `; the ${name} ended (${sayEnd(died)})`;
  }
  return '';
}

const SAYS_IT_ITSELF = new Set(['exited', 'crashed', 'wrong-exit', 'never-connected']);
