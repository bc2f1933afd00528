import type { CheckSpec } from '../model/spec.js';
import { suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { knowsAllIds } from './check-models.js';
import type { Check } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** A check, as far as it needs others. */
type Needy = Pick<CheckSpec, 'id' | 'needs'>;

/** Reports needs that name no check, and needs that go round in a circle; also of checks that the parameters leave out. */
export function reportNeeds(reading: Reading): void {
  const checks = reading.items(top('checks')).map((path) => {
    const at = pathsIn<Check>(path);
    return { path: at('needs'), id: reading.text(at('id')) ?? '', needs: reading.texts(at('needs')) };
  });
  const byId = new Map<string, Needy>(checks.map((check) => [check.id, check]));
  const told = new Set<string>();
  for (const check of checks) {
    for (const [at, need] of check.needs.entries()) {
      const path: Path = [...check.path, at];
      const others = [...byId.keys()].filter((id) => id !== check.id);
      if (!byId.has(need) && knowsAllIds(reading))
        reading.report({
          code: 'E023',
          path,
          message: `there is no check "${need}"`,
          suggestion: others.length > 0 ? suggest(need, others) : 'there is no other check',
        });
      const circle = circleFrom(need, check.id, byId, [check.id]);
      // A circle is one mistake, however many checks are in it.
      if (!circle || circle.some((id) => told.has(id))) continue;
      for (const id of circle) told.add(id);
      reading.report({
        code: 'E025',
        path,
        message:
          circle.length === 2
            ? `"${check.id}" needs itself`
            : `these checks need each other in a circle: ${circle.map((id) => `"${id}"`).join(' needs ')}`,
        suggestion: circle.length === 2 ? 'take it away' : 'one of them must do without the other',
      });
    }
  }
}

/** The checks from `here` back to `goal`; each check is looked at once, so that tangled needs take no time. */
function circleFrom(
  here: string,
  goal: string,
  byId: ReadonlyMap<string, Needy>,
  trail: readonly string[],
  seen = new Set<string>(),
): readonly string[] | undefined {
  if (here === goal) return [...trail, goal];
  if (seen.has(here)) return undefined;
  seen.add(here);
  for (const next of byId.get(here)?.needs ?? []) {
    const circle = circleFrom(next, goal, byId, [...trail, here], seen);
    if (circle) return circle;
  }
  return undefined;
}
