import type { Spec } from '../model/spec.js';
import type { ClassCheck } from '../reporters/class/class-view.js';

/** The checks of a class, for its instructor: with the names of hidden ones. */
export function checksOf(specs: readonly Spec[]): readonly ClassCheck[] {
  return specs.flatMap((spec) =>
    spec.checks.map(({ id, name, points, hidden }) => ({ spec: spec.id, id, name, maxPoints: points, hidden })),
  );
}
