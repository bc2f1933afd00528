import type { PlannedRun } from '../model/plan.js';
import type { CheckSpec } from '../model/spec.js';
import { bindingsOf } from './bindings.js';
import { evaluate } from './evaluate.js';

/** What the spec puts into the folder of a program for one run: each path in it, and its bytes. */
export function filesOf(
  check: CheckSpec,
  run: PlannedRun,
  program: string,
): readonly (readonly [string, Uint8Array])[] {
  const files = Object.entries(check.files[program] ?? {});
  if (files.length === 0) return [];
  const sight = { bindings: bindingsOf(check, run, {}), seed: run.seed };
  return files.map(([path, value]) => [path, evaluate(value, sight)] as const);
}
