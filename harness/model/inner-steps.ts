import type { StepSyntax } from './language.js';
import type { Step } from './spec.js';

/** The steps and all that stand in them, each before those inside of it. */
export function withInner(
  steps: readonly Step[],
  kinds: Readonly<Record<string, Pick<StepSyntax, 'inner'>>>,
): readonly Step[] {
  return steps.flatMap((step) => [step, ...withInner(kinds[step.kind]?.inner?.(step.args) ?? [], kinds)]);
}

/** Who is in it: its actor; of a step with several ways that has none, the one that they all wait for. */
export function actorOf(
  { actor, kind, args }: Step,
  kinds: Readonly<Record<string, Pick<StepSyntax, 'ways'>>>,
): string | undefined {
  const ways = actor === undefined ? kinds[kind]?.ways?.(args) : undefined;
  if (!ways) return actor;
  const actors = new Set(ways.map(([first]) => first?.actor));
  return actors.size === 1 ? [...actors][0] : undefined;
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
