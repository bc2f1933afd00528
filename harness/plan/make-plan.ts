import type { Plan, PlannedCheck, PlannedRun, Submission } from '../model/plan.js';
import type { CheckSpec, Spec } from '../model/spec.js';

/** Spec, submission and seed, resolved into runs. Pure: the same three always make the same plan. */
export function makePlan(
  spec: Spec,
  submission: Submission,
  options: { readonly seed: string; readonly slow: number; readonly only: (check: CheckSpec) => boolean },
): Plan {
  const params = Object.fromEntries(Object.entries(spec.params).map(([name, { value }]) => [name, value]));
  return {
    spec,
    submission,
    seed: options.seed,
    slow: options.slow,
    checks: spec.checks.filter(options.only).map((check) => {
      const plays = playedIn(check, submission.plays);
      return { ...planCheck(check, options.seed, params), ...(plays && { plays }) };
    }),
  };
}

/** The programs of a check that are the submission's; undefined for all. */
export function playedIn(check: CheckSpec, plays: readonly string[] | undefined): readonly string[] | undefined {
  return plays && check.plays ? check.plays.filter((name) => plays.includes(name)) : (plays ?? check.plays);
}

function planCheck(check: CheckSpec, seed: string, params: PlannedRun['values']): PlannedCheck {
  const rows = check.cases.length > 0 ? check.cases : [{}];
  // A seed written in the spec makes the same chances in every marking: its author has seen that they can be survived.
  const seeds =
    check.seeds.length > 0
      ? check.seeds.map((number) => ({ label: `seed ${number}`, seed: `seed ${number}` }))
      : [{ label: undefined, seed }];
  const runs = rows.flatMap((row) =>
    seeds.map((chosen): PlannedRun => {
      const labels = [check.cases.length > 0 ? sayRow(row) : undefined, chosen.label].filter(
        (label) => label !== undefined,
      );
      const label = labels.join(', ');
      return {
        id: label ? `${check.id}[${label}]` : check.id,
        ...(label && { label }),
        seed: `${chosen.seed} ${check.id}`,
        values: { ...params, ...row },
      };
    }),
  );
  return { check, runs };
}

function sayRow(row: CheckSpec['cases'][number]): string {
  return Object.entries(row)
    .map(
      ([name, value]) =>
        `${name}=${typeof value === 'object' ? Object.values(value).join(' ') : JSON.stringify(value)}`,
    )
    .join(' ');
}
