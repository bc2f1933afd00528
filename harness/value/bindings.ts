import { makePayload } from './evaluate.js';
import type { PlannedRun } from '../model/plan.js';
import type { CheckSpec } from '../model/spec.js';
import { isAtom, type Bindings, type Bound } from '../model/value.js';

/** The variables that every step of a run sees. Payloads are made here, from the run's seed; `sizes` are a property's choices. */
export function bindingsOf(check: CheckSpec, run: PlannedRun, sizes: Readonly<Record<string, number>>): Bindings {
  const bindings: Record<string, Bound> = {};
  for (const [name, value] of Object.entries(run.values)) {
    bindings[name] = isAtom(value) ? value : makePayload(value, { bindings, seed: run.seed, name });
  }
  for (const [name, payload] of Object.entries(check.data))
    bindings[name] = makePayload(payload, { bindings, seed: run.seed, name });
  for (const [name, size] of Object.entries(sizes)) {
    const kind = check.forAny?.values[name]?.kind === 'text' ? 'text' : 'random';
    bindings[name] = makePayload({ kind, bytes: size }, { bindings, seed: run.seed, name });
  }
  return bindings;
}
