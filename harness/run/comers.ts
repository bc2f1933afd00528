import { withInner } from '../model/inner-steps.js';
import type { Plan, PlannedCheck } from '../model/plan.js';
import type { Changing, Deadline } from '../model/waiting.js';
import type { RunClock } from './clock.js';
import type { RunEnvironment } from './environment.js';
import type { ProgramInRun } from './program.js';

/** What a program sent before it ended is here within that time, where nothing holds it up on purpose. */
const UNDER_WAY_MS = 500;

/** Those who may come to a peer that listens. */
export interface Comers {
  /** What changes when one of them ends. */
  all(): readonly Changing[];
  /** Every program has ended, so that nobody comes who is not on the way. */
  areGone(): boolean;
  /** By then those who are on the way are here. */
  lastMoment(): Deadline;
}

/** What is looked at of a run. */
interface Seen {
  readonly programs: ReadonlyMap<string, ProgramInRun>;
  readonly clock: RunClock;
  readonly plan: Plan;
  readonly planned: PlannedCheck;
  readonly environment: RunEnvironment;
}

/**
 * The programs of a run. Where a link may hold something up, nobody is gone. No step starts another while one waits:
 * copies do the same side by side, and all of them connect.
 */
export function comersOf(seen: Seen): Comers {
  return {
    all: () => [...seen.programs.values()],
    areGone: () =>
      seen.programs.size > 0 &&
      [...seen.programs.values()].every(({ exit }) => exit !== undefined) &&
      !mayBeHeldUp(seen),
    lastMoment: () => seen.clock.deadline(UNDER_WAY_MS),
  };
}

function mayBeHeldUp({ plan, planned: { check }, environment: { steps } }: Seen): boolean {
  return (
    check.damage.length > 0 ||
    withInner(check.steps, steps).some(({ actor = '' }) => Object.hasOwn(plan.spec.links, actor))
  );
}
