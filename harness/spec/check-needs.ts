import type { CheckSpec } from '../model/spec.js';
import { suggest } from '../yaml/near.js';
import type { Reading } from './reading.js';

/** Reports needs that name no check, and needs that go round in a circle. */
export function reportNeeds(reading: Reading, checks: readonly CheckSpec[]): void {
  const byId = new Map(checks.map((check) => [check.id, check]));
  for (const [index, check] of checks.entries()) {
    for (const [at, need] of check.needs.entries()) {
      const path = ['checks', index, 'needs', at];
      if (!byId.has(need)) reading.report({ code: 'E023', path, message: `there is no check "${need}"`, suggestion: suggest(need, [...byId.keys()]) });
      const circle = circleFrom(need, check.id, byId, [check.id]);
      if (circle) reading.report({ code: 'E025', path, message: `"${check.id}" needs itself: ${circle.join(' needs ')}`, suggestion: 'one of them must do without the other' });
    }
  }
}

function circleFrom(here: string, goal: string, byId: ReadonlyMap<string, CheckSpec>, trail: readonly string[]): readonly string[] | undefined {
  if (here === goal) return [...trail, goal];
  if (trail.includes(here)) return undefined;
  for (const next of byId.get(here)?.needs ?? []) {
    const circle = circleFrom(next, goal, byId, [...trail, here]);
    if (circle) return circle;
  }
  return undefined;
}
