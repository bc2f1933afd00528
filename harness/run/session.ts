import { bindingsOf } from '../value/bindings.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { StepOutcome, TraceEvent } from '../model/trace.js';
import { waitUntil } from '../model/waiting.js';
import { sayGoodbye } from './goodbye.js';
import type { RunEnvironment } from './environment.js';
import { asFault } from './fault.js';
import { involvedPrograms } from './involved.js';
import { StepRunner } from './step-runner.js';
import { recordUnread } from './unread.js';
import { World } from './world.js';

/** What comes after a failed step is watched this long, as evidence for the explanation. */
const AFTERMATH_MS = 250;

/** A program that dies closes its sockets first; its exit is seen a moment later. */
const DEATH_MS = 100;

/** One set of processes in which a script is carried out once, or again and again with new connections. */
export class Session {
  private readonly world: World;
  private planned: PlannedCheck;
  private run: PlannedRun;
  private readonly abort: () => void;
  private launchEvents = 0;
  private attempts = 0;
  private patience = 1;

  constructor(plan: Plan, planned: PlannedCheck, run: PlannedRun, environment: RunEnvironment) {
    this.world = new World(plan, planned, run, environment);
    this.planned = planned;
    this.run = run;
    this.abort = () => this.world.abort();
    if (environment.signal.aborted) this.abort();
    environment.signal.addEventListener('abort', this.abort, { once: true });
  }

  /** Launches what the check needs. False where that failed; the trace says why. */
  async begin(): Promise<boolean> {
    const { recorder } = this.world;
    this.world.clock.starvation.begin();
    recorder.record({ type: 'phase', phase: 'launch' });
    const failure = await this.guarded(() => this.world.prepare());
    if (failure) {
      this.recordHost();
      await this.recordElsewhere();
    }
    this.launchEvents = recorder.events.length;
    return failure === undefined;
  }

  /** Carries the script out with fresh connections. The trace of an earlier attempt is forgotten. */
  async attempt(sizes: Readonly<Record<string, number>>, patience: number): Promise<StepOutcome['ended']> {
    const { recorder, clock } = this.world;
    if (this.attempts++ > 0) await this.startOver();
    this.patience = patience;
    const limitMs = this.planned.check.limitMs * this.world.plan.slow;
    const limit = clock.deadline(limitMs);
    const endAtLimit = (): void => {
      limit.unwatch(endAtLimit);
      if (!this.world.environment.signal.aborted) recorder.record({ type: 'limit-reached', afterMs: limitMs });
      clock.endAllWaits();
    };
    limit.watch(endAtLimit);
    clock.starvation.begin();
    recorder.record({ type: 'phase', phase: 'steps' });
    const failure = await this.guarded(() =>
      new StepRunner(this.world, patience).run(
        this.planned.check.steps,
        bindingsOf(this.planned.check, this.run, sizes),
      ),
    );
    if (failure?.ended === 'done') await recordUnread(this.world);
    limit.unwatch(endAtLimit);
    if (failure?.ended !== 'done') this.recordHost();
    return failure?.ended ?? 'abandoned';
  }

  /** Launches, carries the script out once, and watches what follows where it fails. True where all of it is done. */
  async carryOut(): Promise<boolean> {
    if (!(await this.begin())) return false;
    const isDone = (await this.attempt({}, 1)) === 'done';
    if (!isDone) await this.watchAftermath();
    return isDone;
  }

  /** True where the processes live that this run needs, and no others are there. */
  serves({ check, plays }: PlannedCheck): boolean {
    const { plan, programs, environment } = this.world;
    const needed = involvedPrograms(plan.spec, check.steps, environment.steps);
    return (
      String(plays) === String(this.planned.plays) &&
      needed.length === programs.size &&
      needed.every(({ name }) => programs.get(name)?.exit === undefined && programs.has(name))
    );
  }

  /** Our sides are closed; the processes go on. Resolves with the trace of the run. */
  async finishRun(): Promise<readonly TraceEvent[]> {
    const { recorder } = this.world;
    recorder.record({ type: 'phase', phase: 'stop' });
    await sayGoodbye(this.world, 'fin');
    return [...recorder.finish()];
  }

  /** The processes serve another run: the next attempt is its first. False where that cannot be. */
  async turnTo(planned: PlannedCheck, run: PlannedRun): Promise<boolean> {
    this.planned = planned;
    this.run = run;
    this.attempts = 0;
    this.world.recorder.replaceFrom(this.launchEvents);
    const done = await this.guarded(() => this.world.turnTo(planned, run).then(() => 'done'));
    return done !== undefined;
  }

  /** After a failed attempt: our sides are closed politely, and what the programs do then is watched for a moment. */
  async watchAftermath(): Promise<void> {
    const { recorder, environment, peers, programs, clock } = this.world;
    recorder.record({ type: 'phase', phase: 'aftermath' });
    // An attempt that is made in haste only looks for the smallest failure: its trace is shown to nobody.
    if (environment.signal.aborted || this.patience < 1) return;
    const children = [...programs.values()].map((program) => program.endedChildren());
    const childOfHolder = (inode: string): number | undefined =>
      children.map((ageMs) => ageMs(inode)).find((ageMs) => ageMs !== undefined);
    for (const conversation of [...peers.values()].flatMap((peer) => peer.conversations))
      if (!conversation.isOver) conversation.recordObserved(childOfHolder);
    await this.recordElsewhere();
    const before = [...programs.values()].map((program) => ({ program, cpuMs: program.cpuMs(), atMs: clock.nowMs() }));
    const deadline = clock.deadline(AFTERMATH_MS);
    await sayGoodbye(this.world, 'writing', AFTERMATH_MS);
    // A program that dies of an exception closes its connections first: what it says comes behind the FIN.
    for (const { program } of before)
      await waitUntil(
        () => program.exit,
        program,
        deadline,
        () => undefined,
      );
    await this.watchDeaths();
    for (const { program, cpuMs, atMs } of before) {
      if (!program.exit)
        recorder.record({
          type: 'observed-cpu',
          program: program.name,
          cpuMs: program.cpuMs() - cpuMs,
          overMs: Math.round(clock.nowMs() - atMs),
        });
    }
  }

  /** Ends everything that was begun; the whole trace. */
  async end(): Promise<readonly TraceEvent[]> {
    const { recorder, environment, scope } = this.world;
    environment.signal.removeEventListener('abort', this.abort);
    recorder.record({ type: 'phase', phase: 'stop' });
    for (const error of await scope.close()) recorder.record(asFault(error));
    return recorder.finish();
  }

  /** What the machine may have done to make it fail. */
  private recordHost(): void {
    const { recorder, clock, programs } = this.world;
    const lack = clock.starvation.lack();
    if (lack) recorder.record({ type: 'starved', ...lack });
    for (const program of programs.values()) program.recordDropped();
  }

  private async recordElsewhere(): Promise<void> {
    for (const program of this.world.programs.values()) await program.recordElsewhere();
  }

  /** A program that closed a connection may be about to end: then the ending explains the closing. */
  private async watchDeaths(): Promise<void> {
    const closed = [...this.world.peers.values()].some((peer) => peer.conversations.some(({ inbox }) => inbox.ended));
    if (!closed) return;
    const deadline = this.world.clock.deadline(DEATH_MS);
    for (const program of this.world.programs.values())
      if (program.isLaunched)
        await waitUntil(
          () => program.exit,
          program,
          deadline,
          () => undefined,
        );
  }

  private async startOver(): Promise<void> {
    await sayGoodbye(this.world, 'fin');
    await this.world.forgetConnectingPeers();
    this.world.recorder.replaceFrom(this.launchEvents);
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.world.recorder.record(asFault(error));
      return undefined;
    }
  }
}
