import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { RunTrace, TraceEvent } from '../model/trace.js';
import type { RunEnvironment } from './environment.js';
import { runOnce } from './run-once.js';
import { Session } from './session.js';

/** Lets in so many at once. */
type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** What came of a run. */
interface Served {
  readonly trace: RunTrace;
  /** The processes had served other runs before: where the trace proves a failure, that may be their doing. */
  readonly isBehindOthers: boolean;
}

/** A run that waits for its turn, and whoever waits for what comes of it. */
interface Turn {
  readonly planned: PlannedCheck;
  readonly run: PlannedRun;
  readonly tell: (served: Served | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The programs of checks that may share them, one run after another. Sharing saves launches and takes no marks: a
 * run that fails behind others is carried out again in processes of its own, and only that counts. What an earlier run
 * leaves behind may help a later one: that is for the author to allow.
 */
export class SharedPrograms {
  private readonly plan: Plan;
  private readonly environment: RunEnvironment;
  private readonly gate: Gate;
  private readonly waiting: Turn[] = [];
  private isUnderWay = false;
  /** They serve one client in their life, or remember too much: from now on each run has its own. */
  private areSpent = false;

  /** All that wait together take one place of the gate. */
  constructor(plan: Plan, environment: RunEnvironment, gate: Gate) {
    this.plan = plan;
    this.environment = environment;
    this.gate = gate;
  }

  /** Carries out a run when its turn comes; undefined where all is to end before. Never rejects for what a program does. */
  run(planned: PlannedCheck, run: PlannedRun): Promise<Served | undefined> {
    return new Promise((tell, fail) => {
      this.waiting.push({ planned, run, tell, fail });
      if (this.isUnderWay) return;
      this.isUnderWay = true;
      // Whoever comes in the same breath is there when the first begins.
      void this.gate(() => this.serveAll());
    });
  }

  private async serveAll(): Promise<void> {
    let shared: Shared | undefined;
    for (let turn = this.waiting.shift(); turn; turn = this.waiting.shift()) {
      try {
        shared = await this.serve(turn, shared);
      } catch (error) {
        turn.fail(error);
        await shared?.end();
        shared = undefined;
      }
    }
    this.isUnderWay = false;
    await shared?.end();
  }

  /** Resolves with what the next run may go on with. */
  private async serve(turn: Turn, shared: Shared | undefined): Promise<Shared | undefined> {
    const { plan, environment } = this;
    if (this.areSpent || environment.signal.aborted) {
      await shared?.end();
      if (environment.signal.aborted) turn.tell(undefined);
      else
        void this.gate(() => runOnce(plan, turn.planned, turn.run, environment)).then(
          (trace) => turn.tell({ trace, isBehindOthers: false }),
          turn.fail,
        );
      return undefined;
    }
    const isBehindOthers = shared?.serves(turn) === true;
    if (shared && isBehindOthers && (await shared.goOn(turn))) return shared;
    await shared?.end();
    const session = new Session(plan, turn.planned, turn.run, environment);
    try {
      if (await session.carryOut()) {
        this.areSpent = isBehindOthers;
        return new Shared(session, turn);
      }
    } catch (error) {
      await session.end();
      throw error;
    }
    turn.tell({ trace: traceOf(turn, await session.end()), isBehindOthers: false });
    return undefined;
  }
}

function traceOf({ planned, run }: Turn, events: readonly TraceEvent[]): RunTrace {
  return { check: planned.check.id, run: run.id, sizes: {}, events };
}

/** Programs that have served a run, and may serve more. */
class Shared {
  private readonly session: Session;
  /** The run that they have served last: what happens until the next one belongs to its trace. */
  private last: Turn | undefined;
  private isBehindOthers = false;

  constructor(session: Session, first: Turn) {
    this.session = session;
    this.last = first;
  }

  serves({ planned }: Turn): boolean {
    return this.session.serves(planned);
  }

  /** True where the next run has come to its end in the same processes, too. */
  async goOn(next: Turn): Promise<boolean> {
    this.tellLast(await this.session.finishRun());
    this.isBehindOthers = true;
    const isReady = await this.session.turnTo(next.planned, next.run);
    if (!isReady || (await this.session.attempt({}, 1)) !== 'done') return false;
    this.last = next;
    return true;
  }

  async end(): Promise<void> {
    this.tellLast(await this.session.end());
  }

  private tellLast(events: readonly TraceEvent[]): void {
    const { last, isBehindOthers } = this;
    this.last = undefined;
    last?.tell({ trace: traceOf(last, events), isBehindOthers });
  }
}
