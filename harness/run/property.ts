import { hash } from '../model/random.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { ForAny } from '../model/spec.js';
import type { RunTrace } from '../model/trace.js';
import type { RunEnvironment } from './environment.js';
import { asFault } from './fault.js';
import { Session } from './session.js';

type Sizes = Readonly<Record<string, number>>;

/** Each attempt is an exchange on the network: after so many, the smallest failure found is small enough. */
const MOST_SHRINKS = 60;

/** While shrinking, silence is believed sooner; what is found is tried once more with full patience. */
const SHRINKING_PATIENCE = 0.25;

/**
 * Runs a property: many sizes, the same script. All attempts share one process; an attempt that fails
 * there is tried again in a fresh one, since a server that serves a single client in its life has not
 * failed this check. A failure is shrunk to the smallest sizes that still fail.
 */
export async function runProperty(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  environment: RunEnvironment,
): Promise<RunTrace> {
  const forAny = planned.check.forAny as ForAny;
  const attempts = new Attempts(plan, planned, run, environment);
  const { default: fc } = await import('fast-check');
  const names = Object.keys(forAny.values);
  const sizes = fc.record(Object.fromEntries(names.map((name) => [name, fc.integer(rangeOf(forAny, name))])));
  const defects: unknown[] = [];
  const property = fc.asyncProperty(sizes, async (chosen) => {
    try {
      return await attempts.passes(chosen);
    } catch (error) {
      defects.push(error);
      return true;
    }
  });
  await fc.check(property, { numRuns: forAny.tries, seed: hash(run.seed) | 0 });
  const { trace, tries, firstFailure } = await attempts.finish();
  // A defect of ours is no failure of the program, and must not look like its success.
  const faults = defects.map((error) => ({ atMs: trace.events.at(-1)?.atMs ?? 0, ...asFault(error) }));
  return {
    ...trace,
    events: [...trace.events, ...faults],
    property: { tries, ...(firstFailure && { shrunkFrom: firstFailure }) },
  };
}

function rangeOf(forAny: ForAny, name: string): { readonly min: number; readonly max: number } {
  const { min, max } = forAny.values[name] as ForAny['values'][string];
  return { min, max };
}

class Attempts {
  private readonly plan: Plan;
  private readonly planned: PlannedCheck;
  private readonly run: PlannedRun;
  private readonly environment: RunEnvironment;
  private readonly startedAt = performance.now();
  private shared: Session | undefined;
  /** The program serves one client in its life: every attempt needs a process of its own. */
  private needsFresh = false;
  private tries = 0;
  private shrinks = 0;
  private firstFailure: { readonly sizes: Sizes; readonly trace: RunTrace } | undefined;
  private smallest: { readonly sizes: Sizes; readonly trace: RunTrace } | undefined;
  private lastPassed: RunTrace | undefined;
  private lastShared: Sizes = {};
  private sharedTrace: RunTrace | undefined;

  constructor(plan: Plan, planned: PlannedCheck, run: PlannedRun, environment: RunEnvironment) {
    this.plan = plan;
    this.planned = planned;
    this.run = run;
    this.environment = environment;
  }

  async passes(sizes: Sizes): Promise<boolean> {
    if (this.environment.signal.aborted) return true;
    if (this.firstFailure) return this.shrink(sizes);
    this.tries++;
    if (!this.needsFresh && (await this.passesShared(sizes))) return true;
    await this.endShared();
    const fresh = await this.tryFresh(sizes, 1);
    if (fresh.passed) {
      this.needsFresh = true;
      this.lastPassed = fresh.trace;
      return true;
    }
    this.firstFailure = { sizes, trace: fresh.trace };
    return false;
  }

  private async passesShared(sizes: Sizes): Promise<boolean> {
    if (!this.shared) {
      this.shared = new Session(this.plan, this.planned, this.run, this.environment);
      if (!(await this.shared.begin())) return false;
    }
    this.lastShared = sizes;
    return (await this.shared.attempt(sizes, 1)) === 'done';
  }

  /** A program that insists on its port can exist only once: the shared one ends before a fresh one is begun. */
  private async endShared(): Promise<void> {
    const { shared } = this;
    this.shared = undefined;
    if (shared) this.sharedTrace = this.traceOf(this.lastShared, await shared.end());
  }

  private async shrink(sizes: Sizes): Promise<boolean> {
    const spentMs = performance.now() - this.startedAt;
    if (++this.shrinks > MOST_SHRINKS || spentMs > this.planned.check.limitMs * this.plan.slow) return true;
    const { passed, trace } = await this.tryFresh(sizes, SHRINKING_PATIENCE);
    if (!passed) this.smallest = { sizes, trace };
    return passed;
  }

  private async tryFresh(
    sizes: Sizes,
    patience: number,
  ): Promise<{ readonly passed: boolean; readonly trace: RunTrace }> {
    const session = new Session(this.plan, this.planned, this.run, this.environment);
    const passed = (await session.begin()) && (await session.attempt(sizes, patience)) === 'done';
    if (!passed) await session.watchAftermath();
    return { passed, trace: this.traceOf(sizes, await session.end()) };
  }

  /** The trace that the verdict is made from: the smallest failure that also fails with full patience, or the last attempt. */
  async finish(): Promise<{ readonly trace: RunTrace; readonly tries: number; readonly firstFailure?: Sizes }> {
    await this.endShared();
    if (!this.firstFailure)
      return { trace: this.lastPassed ?? this.sharedTrace ?? this.traceOf({}, []), tries: this.tries };
    const confirmed = this.smallest && (await this.tryFresh(this.smallest.sizes, 1));
    const shown = confirmed && !confirmed.passed ? confirmed.trace : this.firstFailure.trace;
    return { trace: shown, tries: this.tries, firstFailure: this.firstFailure.sizes };
  }

  private traceOf(sizes: Sizes, events: RunTrace['events']): RunTrace {
    return { check: this.planned.check.id, run: this.run.id, sizes, events };
  }
}
