import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { RunEnvironment } from './environment.js';
import { Session } from './session.js';

/** Carries a script out once, in fresh processes. Never throws for what a program does. */
export async function runOnce(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  environment: RunEnvironment,
): Promise<RunTrace> {
  const session = new Session(plan, planned, run, environment);
  await session.carryOut();
  return { check: planned.check.id, run: run.id, sizes: {}, events: await session.end() };
}
