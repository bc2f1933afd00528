import { actorOf } from '../model/inner-steps.js';
import type { Step } from '../model/spec.js';
import type { StepOutcome } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import { andThen, anyOf, type Deadline, type Eventual } from '../model/waiting.js';
import type {
  Glance,
  Goodbyes,
  LaunchTarget,
  LinkTap,
  ProgramHandle,
  StepContext,
  StepKind,
} from '../steps/step-kind.js';
import { Incomputable, type Sight } from '../value/evaluate.js';
import type { PeerConversation } from './conversation.js';
import { Meeting } from './meeting.js';
import { Variables } from './variables.js';
import type { Stage } from './stage.js';

/** Who acts and what is in sight, at one place of the script. */
interface Place {
  readonly variables: Variables;
  /** Copies of peers under way: the peer's name to the copy's. */
  readonly copies: Readonly<Record<string, string>>;
  readonly meeting: Meeting | undefined;
}

/** Carries out the steps of one run, in order; stops at the first that is not done. */
export class StepRunner {
  readonly stage: Stage;
  readonly patience: number;

  /** `patience` scales every wait: 1 as the spec says. */
  constructor(stage: Stage, patience: number) {
    this.stage = stage;
    this.patience = patience;
  }

  run(steps: readonly Step[], bindings: Bindings): Promise<StepOutcome> {
    return this.runSteps(steps, { variables: new Variables(bindings), copies: {}, meeting: undefined });
  }

  async runSteps(steps: readonly Step[], place: Place): Promise<StepOutcome> {
    for (let index = 0; index < steps.length; index++) {
      if (this.stage.isAborted) return { ended: 'abandoned' };
      const step = new StepInRun(this, steps[index] as Step, place);
      const next = steps[index + 1];
      const overlaps = step.kind.overlaps === true && next?.joined === true;
      const under = overlaps ? runTogether(step, new StepInRun(this, next, place)) : step.run();
      const outcome = under instanceof Promise ? await under : under;
      if (outcome.ended !== 'done') return outcome;
      if (overlaps) index++;
    }
    return { ended: 'done' };
  }
}

/** `{ send, expect }`: the answer is read while the message still goes out. What the second says decides. */
function runTogether(first: StepInRun, second: StepInRun): Eventual<StepOutcome> {
  let sent: StepOutcome | undefined;
  const under = orNoValue(first.start(), (outcome) => (sent = outcome));
  return andThen(second.run(), (answer) => {
    if (answer.ended === 'done') return andThen(under, (outcome) => first.end(outcome));
    // What was never sent cannot be answered.
    first.end(sent?.ended === 'no-value' ? sent : { ended: 'abandoned' });
    // The script ends here; the sending breaks off when its connection is closed.
    if (under instanceof Promise) under.catch(() => undefined);
    return answer;
  });
}

/** One step while it is carried out. */
class StepInRun implements StepContext {
  readonly step: Step;
  readonly kind: StepKind;
  private readonly carryOut: StepKind['run'];
  private readonly runner: StepRunner;
  private readonly place: Place;
  private readonly actor: string | undefined;

  constructor(runner: StepRunner, step: Step, place: Place) {
    const kind = runner.stage.environment.steps[step.kind];
    if (!kind) throw new Error(`there is no step "${step.kind}"`);
    this.runner = runner;
    this.step = step;
    this.kind = kind;
    this.carryOut = kind.run;
    this.place = place;
    const actor = actorOf(step, runner.stage.environment.steps);
    this.actor = actor === undefined ? undefined : (place.copies[actor] ?? actor);
  }

  run(): Eventual<StepOutcome> {
    return orNoValue(this.start(), (outcome) => this.end(outcome));
  }

  start(): Eventual<StepOutcome> {
    // What belongs to the whole run is known from the plan.
    const bindings = this.place.variables.pick(this.step.uses);
    this.runner.stage.recorder.stepStarted(this.step.id, this.actor, bindings);
    try {
      return this.carryOut(this.step.args, this);
    } catch (error) {
      return noValue(error);
    }
  }

  end(outcome: StepOutcome): StepOutcome {
    this.runner.stage.recorder.stepEnded(this.step.id, this.actor, outcome);
    return outcome;
  }

  get sight(): Sight {
    const { bindings } = this.place.variables;
    const hasMe = this.actor === undefined || bindings['me'] !== undefined;
    return { bindings: hasMe ? bindings : { ...bindings, me: this.actor }, seed: this.runner.stage.run.seed };
  }

  get withinMs(): number {
    return this.step.withinMs * this.runner.stage.plan.slow * this.runner.patience;
  }

  conversation(withinMs = this.withinMs): Eventual<PeerConversation | StepOutcome> {
    const peer = this.runner.stage.peer(this.step.actor ?? '', this.actor ?? '');
    return peer.underWay ?? peer.conversation(this.deadline(withinMs), withinMs);
  }

  connect(): Promise<PeerConversation | StepOutcome> {
    return this.runner.stage.peer(this.step.actor ?? '', this.actor ?? '').connect(this.deadline(this.withinMs));
  }

  program(): ProgramHandle {
    const program = this.runner.stage.programs.get(this.actor ?? '');
    if (!program) throw new Error(`the step ${this.step.id} speaks of "${this.actor ?? ''}" before it was started`);
    return program;
  }

  launch(program: string, target: LaunchTarget): Promise<StepOutcome> {
    return this.runner.stage.launch(program, target);
  }

  get goodbyes(): Goodbyes {
    const peers = [...this.runner.stage.peers.values()];
    return {
      ...anyOf(peers.map(({ goodbyes }) => goodbyes)),
      answer: () => peers.forEach((peer) => peer.answerGoodbyes()),
    };
  }

  link(): LinkTap {
    return this.runner.stage.link(this.actor ?? '');
  }

  deadline(ms: number): Deadline {
    return this.runner.stage.clock.deadline(ms);
  }

  meet(name: string): Eventual<boolean> {
    return this.place.meeting?.arrive(name) ?? true;
  }

  keep(values: Bindings): void {
    this.place.variables.keep(values);
  }

  bindings(): Bindings {
    return this.place.variables.bindings;
  }

  async glance(step: Step): Promise<Glance> {
    const context = new StepInRun(this.runner, step, this.place);
    const looker = await context.kind.glance?.(step.args, context);
    if (!looker) throw new Error(`"${step.kind}" cannot decide which way is gone`);
    const { withinMs } = context;
    if ('look' in looker) return { look: () => looker.look(), changing: looker.changing, withinMs };
    // It could not even begin, and that will not change.
    return { look: () => ({ outcome: looker, isFinal: true }), changing: undefined, withinMs };
  }

  runSteps(steps: readonly Step[], inner: Parameters<StepContext['runSteps']>[1]): Promise<StepOutcome> {
    const { variables, copies, meeting } = this.place;
    return this.runner.runSteps(steps, {
      variables: inner.acting ? variables.ofCopy(inner.bindings) : variables.inside(inner.bindings),
      copies: inner.acting ? { ...copies, [inner.acting.peer]: inner.acting.as } : copies,
      meeting,
    });
  }

  async together(members: Parameters<StepContext['together']>[0]): Promise<StepOutcome> {
    const meeting = new Meeting(members.length);
    const outcomes = await Promise.all(
      members.map(async (member) => {
        const outcome = await member(new StepInRun(this.runner, this.step, { ...this.place, meeting }));
        meeting.leave(outcome.ended === 'done' ? 'done' : 'failed');
        return outcome;
      }),
    );
    return outcomes.every((outcome) => outcome.ended === 'done') ? { ended: 'done' } : { ended: 'abandoned' };
  }
}

function orNoValue(under: Eventual<StepOutcome>, use: (outcome: StepOutcome) => StepOutcome): Eventual<StepOutcome> {
  return under instanceof Promise ? under.then(use, (error: unknown) => use(noValue(error))) : use(under);
}

/** An expression that has no value here ends its step; whose fault that is, the verdict says. */
function noValue(error: unknown): StepOutcome {
  if (!(error instanceof Incomputable)) throw error;
  const { source, why, told } = error;
  return { ended: 'no-value', noValue: { expression: source, why, told } };
}
