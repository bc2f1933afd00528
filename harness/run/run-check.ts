import type { Plan, PlannedCheck } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { RunEnvironment } from './environment.js';
import { runProperty } from './property.js';
import { runOnce } from './run-once.js';

/** Runs all runs of a check, one after another, each in fresh processes. Never throws for what a program does. */
export async function runCheck(plan: Plan, planned: PlannedCheck, environment: RunEnvironment): Promise<RunTrace[]> {
  const traces: RunTrace[] = [];
  const runRow = planned.check.forAny ? runProperty : runOnce;
  for (const run of planned.runs) {
    if (environment.signal.aborted) break;
    traces.push(await runRow(plan, planned, run, environment));
  }
  return traces;
}
