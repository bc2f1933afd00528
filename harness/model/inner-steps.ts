import type { StepSyntax } from './language.js';
import type { Step } from './spec.js';

/** The steps and all that stand in them, each before those inside of it. */
export function withInner(
  steps: readonly Step[],
  kinds: Readonly<Record<string, Pick<StepSyntax, 'inner'>>>,
): readonly Step[] {
  return steps.flatMap((step) => [step, ...withInner(kinds[step.kind]?.inner?.(step.args) ?? [], kinds)]);
}

/** Every actor that the steps name, inner ones included. */
export function actorsOf(
  steps: readonly Step[],
  kinds: Readonly<Record<string, Pick<StepSyntax, 'inner' | 'names'>>>,
): Set<string> {
  return new Set(
    withInner(steps, kinds).flatMap(({ actor, kind, args }) => [
      ...(actor === undefined ? [] : [actor]),
      ...(kinds[kind]?.names?.(args) ?? []),
    ]),
  );
}
