import type { Step } from '../model/spec.js';
import type { StepOutcome } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import type { Glance, StepContext } from '../steps/step-kind.js';
import { Incomputable } from '../value/evaluate.js';
import { Meeting } from './meeting.js';
import type { PeerConversation } from './conversation.js';
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
  private readonly stage: Stage;
  private readonly patience: number;

  /** `patience` scales every wait: 1 as the spec says. */
  constructor(stage: Stage, patience: number) {
    this.stage = stage;
    this.patience = patience;
  }

  run(steps: readonly Step[], bindings: Bindings): Promise<StepOutcome> {
    return this.runSteps(steps, { variables: new Variables(bindings), copies: {}, meeting: undefined });
  }

  private async runSteps(steps: readonly Step[], place: Place): Promise<StepOutcome> {
    for (let index = 0; index < steps.length; index++) {
      if (this.stage.environment.signal.aborted) return { ended: 'abandoned' };
      const step = steps[index] as Step;
      const next = steps[index + 1];
      const overlaps = this.stage.environment.steps[step.kind]?.overlaps === true && next?.joined === true;
      const outcome = overlaps ? await this.runTogether(step, next, place) : await this.runStep(step, place);
      if (outcome.ended !== 'done') return outcome;
      if (overlaps) index++;
    }
    return { ended: 'done' };
  }

  /** `{ send, expect }`: the answer is read while the message still goes out. What the second says decides. */
  private async runTogether(first: Step, second: Step, place: Place): Promise<StepOutcome> {
    let noValue: StepOutcome | undefined;
    const under = this.start(first, place).then((sent) => {
      if (sent.ended === 'no-value') noValue = sent;
      return sent;
    });
    const outcome = await this.runStep(second, place);
    if (outcome.ended !== 'done') {
      // What was never sent cannot be answered.
      this.end(first, place, noValue ?? { ended: 'abandoned' });
      // The script ends here; the sending breaks off when its connection is closed.
      void under.catch(() => undefined);
      return outcome;
    }
    const sent = await under;
    this.end(first, place, sent);
    return sent;
  }

  private async runStep(step: Step, place: Place): Promise<StepOutcome> {
    const outcome = await this.start(step, place);
    this.end(step, place, outcome);
    return outcome;
  }

  private start(step: Step, place: Place): Promise<StepOutcome> {
    const kind = this.stage.environment.steps[step.kind];
    if (!kind) throw new Error(`there is no step "${step.kind}"`);
    const actor = this.actorName(step, place);
    this.stage.recorder.record({
      type: 'step-started',
      step: step.id,
      ...(actor !== undefined && { actor }),
      // What belongs to the whole run is known from the plan.
      bindings: place.variables.pick(step.uses),
    });
    return outcomeOf(() => kind.run(step.args, this.contextFor(step, place)));
  }

  private end(step: Step, place: Place, outcome: StepOutcome): void {
    const actor = this.actorName(step, place);
    this.stage.recorder.record({ type: 'step-ended', step: step.id, ...(actor !== undefined && { actor }), outcome });
  }

  private actorName(step: Step, place: Place): string | undefined {
    return step.actor === undefined ? undefined : (place.copies[step.actor] ?? step.actor);
  }

  private contextFor(step: Step, place: Place): StepContext {
    const { stage } = this;
    const actor = this.actorName(step, place) ?? '';
    const withinMs = step.withinMs * stage.plan.slow * this.patience;
    const known = place.variables.bindings;
    const bindings = step.actor !== undefined && known['me'] === undefined ? { ...known, me: actor } : known;
    const underDeadline = async (
      open: (deadline: ReturnType<typeof stage.clock.deadline>) => Promise<PeerConversation | StepOutcome>,
    ): Promise<PeerConversation | StepOutcome> => {
      const deadline = stage.clock.deadline(withinMs);
      try {
        return await open(deadline);
      } finally {
        deadline.cancel();
      }
    };
    return {
      step,
      sight: { bindings, seed: stage.run.seed },
      withinMs,
      conversation: async () => {
        const peer = stage.peer(step.actor ?? '', actor);
        return peer.underWay ?? underDeadline((deadline) => peer.conversation(deadline, withinMs));
      },
      connect: () => underDeadline((deadline) => stage.peer(step.actor ?? '', actor).connect(deadline)),
      program: () => {
        const program = stage.programs.get(actor);
        if (!program) throw new Error(`the step ${step.id} speaks of "${actor}" before it was started`);
        return program;
      },
      launch: (program, target) => stage.launch(program, target),
      link: () => stage.link(actor),
      deadline: (ms) => stage.clock.deadline(ms),
      meet: (name) => place.meeting?.arrive(name) ?? Promise.resolve(true),
      keep: (values) => place.variables.keep(values),
      bindings: () => place.variables.bindings,
      glance: (inner) => this.glance(inner, place),
      runSteps: (steps, inner) =>
        this.runSteps(steps, {
          ...place,
          variables: inner.acting ? place.variables.ofCopy(inner.bindings) : place.variables.inside(inner.bindings),
          copies: inner.acting ? { ...place.copies, [inner.acting.peer]: inner.acting.as } : place.copies,
        }),
      together: (members) => this.together(members, step, place),
    };
  }

  private async glance(step: Step, place: Place): Promise<Glance> {
    const context = this.contextFor(step, place);
    const looker = await this.stage.environment.steps[step.kind]?.glance?.(step.args, context);
    if (!looker) throw new Error(`"${step.kind}" cannot decide which way is gone`);
    const { withinMs } = context;
    if ('look' in looker) return { look: () => looker.look(), changed: () => looker.changed(), withinMs };
    // It could not even begin, and that will not change.
    return { look: () => ({ outcome: looker, isFinal: true }), changed: () => new Promise(() => {}), withinMs };
  }

  private async together(
    members: Parameters<StepContext['together']>[0],
    step: Step,
    place: Place,
  ): Promise<StepOutcome> {
    const meeting = new Meeting(members.length);
    const outcomes = await Promise.all(
      members.map(async (member) => {
        const outcome = await member(this.contextFor(step, { ...place, meeting }));
        meeting.leave(outcome.ended === 'done' ? 'done' : 'failed');
        return outcome;
      }),
    );
    return outcomes.every((outcome) => outcome.ended === 'done') ? { ended: 'done' } : { ended: 'abandoned' };
  }
}

/** An expression that has no value here ends its step; whose fault that is, the verdict says. */
async function outcomeOf(run: () => Promise<StepOutcome>): Promise<StepOutcome> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Incomputable)) throw error;
    const { source, why, told } = error;
    return { ended: 'no-value', noValue: { expression: source, why, told } };
  }
}
