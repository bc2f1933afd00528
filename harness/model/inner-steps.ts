import type { StepSyntax } from './language.js';
import type { Step } from './spec.js';

/** The steps and all that stand in them, each before those inside of it. */
export function withInner(
  steps: readonly Step[],
  kinds: Readonly<Record<string, Pick<StepSyntax, 'inner'>>>,
): readonly Step[] {
  return steps.flatMap((step) => [step, ...withInner(kinds[step.kind]?.inner?.(step.args) ?? [], kinds)]);
}
