import type { PlannedCheck } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { RunVerdict } from './run-verdict.js';

/** Damage that never happened has not been survived: the run proves nothing. */
export function judgeDamage(planned: PlannedCheck, trace: RunTrace): RunVerdict | undefined {
  const fired = firedRules(trace);
  const idleRules = planned.check.damage.flatMap((_rule, index) => (fired.has(index) ? [] : [index]));
  const idle = planned.check.damage[idleRules[0] ?? -1];
  if (!idle) return undefined;
  const sent = trace.events.filter(
    (event) =>
      event.type === 'relayed' && event.link === idle.link && (idle.from === undefined || event.from === idle.from),
  ).length;
  return {
    status: 'inconclusive',
    because: 'damage-never-fired',
    detail: `"${idle.text}" never happened: only ${sent} ${sent === 1 ? 'piece' : 'pieces'} crossed the link`,
    idleRules,
  };
}

/** The rules that did damage in this run, by their places in the check's list. */
export function firedRules(trace: RunTrace): ReadonlySet<number> {
  return new Set(
    trace.events.flatMap((event) => (event.type === 'damage' && event.rule !== undefined ? [event.rule] : [])),
  );
}
