import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { RunEnvironment } from './environment.js';
import { runProperty } from './property.js';
import { Session } from './session.js';

/** Runs all runs of a check, one after another, each in fresh processes. Never throws for what a program does. */
export async function runCheck(plan: Plan, planned: PlannedCheck, environment: RunEnvironment): Promise<RunTrace[]> {
  const traces: RunTrace[] = [];
  for (const run of planned.runs) {
    if (environment.signal.aborted) break;
    traces.push(
      planned.check.forAny
        ? await runProperty(plan, planned, run, environment)
        : await runOnce(plan, planned, run, environment),
    );
  }
  return traces;
}

async function runOnce(
  plan: Plan,
  planned: PlannedCheck,
  run: PlannedRun,
  environment: RunEnvironment,
): Promise<RunTrace> {
  const session = new Session(plan, planned, run, environment);
  if (await session.begin()) {
    const ended = await session.attempt({}, 1);
    if (ended !== 'done') await session.watchAftermath();
  }
  return { check: planned.check.id, run: run.id, sizes: {}, events: await session.end() };
}
