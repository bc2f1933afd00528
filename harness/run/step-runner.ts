import type { Step } from '../model/spec.js';
import type { StepOutcome } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import type { StepContext } from '../steps/step-kind.js';
import { Meeting } from './meeting.js';
import type { PeerConversation } from './conversation.js';
import type { World } from './world.js';

/** Who acts and what is in sight, at one place of the script. */
interface Place {
  readonly bindings: Bindings;
  /** Copies of peers under way: the peer's name to the copy's. */
  readonly copies: Readonly<Record<string, string>>;
  readonly meeting: Meeting | undefined;
}

/** Carries out the steps of one run, in order; stops at the first that is not done. */
export class StepRunner {
  private readonly world: World;
  private readonly patience: number;
  /** What is recorded of bindings: the same for every step that sees them, and a trace of many thousand steps keeps it once. */
  private readonly recorded = new WeakMap<Bindings, Bindings>();

  /** `patience` scales every wait: 1 as the spec says. */
  constructor(world: World, patience: number) {
    this.world = world;
    this.patience = patience;
  }

  run(steps: readonly Step[], bindings: Bindings): Promise<StepOutcome> {
    return this.runSteps(steps, { bindings, copies: {}, meeting: undefined });
  }

  private async runSteps(steps: readonly Step[], place: Place): Promise<StepOutcome> {
    for (let index = 0; index < steps.length; index++) {
      if (this.world.environment.signal.aborted) return { ended: 'abandoned' };
      const step = steps[index] as Step;
      const next = steps[index + 1];
      const overlaps = this.world.environment.steps[step.kind]?.overlaps === true && next?.joined === true;
      const outcome = overlaps ? await this.runTogether(step, next, place) : await this.runStep(step, place);
      if (outcome.ended !== 'done') return outcome;
      if (overlaps) index++;
    }
    return { ended: 'done' };
  }

  /** `{ send, expect }`: the answer is read while the message still goes out. What the second says decides. */
  private async runTogether(first: Step, second: Step, place: Place): Promise<StepOutcome> {
    const under = this.start(first, place);
    const outcome = await this.runStep(second, place);
    if (outcome.ended !== 'done') {
      this.end(first, place, { ended: 'abandoned' });
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
    const kind = this.world.environment.steps[step.kind];
    if (!kind) throw new Error(`there is no step "${step.kind}"`);
    const actor = this.actorName(step, place);
    this.world.recorder.record({
      type: 'step-started',
      step: step.id,
      ...(actor !== undefined && { actor }),
      bindings: this.ownBindings(place),
    });
    return kind.run(step.args, this.contextFor(step, place));
  }

  private end(step: Step, place: Place, outcome: StepOutcome): void {
    const actor = this.actorName(step, place);
    this.world.recorder.record({ type: 'step-ended', step: step.id, ...(actor !== undefined && { actor }), outcome });
  }

  private actorName(step: Step, place: Place): string | undefined {
    return step.actor === undefined ? undefined : (place.copies[step.actor] ?? step.actor);
  }

  /** Loop variables and the like; what belongs to the whole run is known from the plan. */
  private ownBindings({ bindings }: Place): Bindings {
    const known = this.recorded.get(bindings);
    if (known) return known;
    const own = Object.fromEntries(
      Object.entries(bindings).filter(([, value]) => !(value instanceof Uint8Array) || value.length < 256),
    );
    this.recorded.set(bindings, own);
    return own;
  }

  private contextFor(step: Step, place: Place): StepContext {
    const { world } = this;
    const actor = this.actorName(step, place) ?? '';
    const withinMs = step.withinMs * world.plan.slow * this.patience;
    const bindings =
      step.actor !== undefined && place.bindings['me'] === undefined
        ? { ...place.bindings, me: actor }
        : place.bindings;
    const underDeadline = async (
      open: (deadline: ReturnType<typeof world.clock.deadline>) => Promise<PeerConversation | StepOutcome>,
    ): Promise<PeerConversation | StepOutcome> => {
      const deadline = world.clock.deadline(withinMs);
      try {
        return await open(deadline);
      } finally {
        deadline.cancel();
      }
    };
    return {
      step,
      sight: { bindings, seed: world.run.seed },
      withinMs,
      conversation: async () => {
        const peer = world.peer(step.actor ?? '', actor);
        return peer.underWay ?? underDeadline((deadline) => peer.conversation(deadline, withinMs));
      },
      connect: () => underDeadline((deadline) => world.peer(step.actor ?? '', actor).connect(deadline)),
      program: () => {
        const program = world.programs.get(actor);
        if (!program) throw new Error(`the step ${step.id} speaks of "${actor}" before it was started`);
        return program;
      },
      launch: (program, target) => world.launch(program, target),
      link: () => world.link(actor),
      deadline: (ms) => world.clock.deadline(ms),
      meet: (name) => place.meeting?.arrive(name) ?? Promise.resolve(true),
      runSteps: (steps, inner) =>
        this.runSteps(steps, {
          ...place,
          bindings: { ...place.bindings, ...inner.bindings },
          copies: inner.acting ? { ...place.copies, [inner.acting.peer]: inner.acting.as } : place.copies,
        }),
      together: (members) => this.together(members, step, place),
    };
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
