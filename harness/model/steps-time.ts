import type { StepSyntax } from './language.js';
import type { Step } from './spec.js';

/** How long steps wait, one after another. */
export interface StepsTime {
  /** Whatever the program does. */
  readonly leastMs: number;
  /** For a program that is as slow as it may be. */
  readonly mostMs: number;
  /** The longest single wait. */
  readonly waitMs: number;
}

const NOTHING: StepsTime = { leastMs: 0, mostMs: 0, waitMs: 0 };

/** What these steps wait for, by what they are. */
export function timeOfSteps(steps: readonly Step[], kinds: Readonly<Record<string, StepSyntax>>): StepsTime {
  return steps.map((step) => timeOfStep(step, kinds)).reduce(oneAfterAnother, NOTHING);
}

function timeOfStep(step: Step, kinds: Readonly<Record<string, StepSyntax>>): StepsTime {
  const kind = kinds[step.kind];
  if (!kind) return NOTHING;
  const waitsMs = kind.expects && Object.hasOwn(kind.modifiers, 'within') ? step.withinMs : 0;
  const own = kind.lasts?.(step.args) ?? { leastMs: 0, mostMs: waitsMs };
  const lists = kind.ways?.(step.args) ?? [kind.inner?.(step.args) ?? []];
  const inner = lists.map((list) => timeOfSteps(list, kinds));
  const { least, most } = kind.rounds?.(step.args) ?? { least: 1, most: 1 };
  return oneAfterAnother(
    { ...own, waitMs: own.mostMs },
    {
      leastMs: least * Math.min(...inner.map(({ leastMs }) => leastMs)),
      mostMs: most * Math.max(...inner.map(({ mostMs }) => mostMs)),
      waitMs: Math.max(...inner.map(({ waitMs }) => waitMs)),
    },
  );
}

function oneAfterAnother(first: StepsTime, second: StepsTime): StepsTime {
  return {
    leastMs: first.leastMs + second.leastMs,
    mostMs: first.mostMs + second.mostMs,
    waitMs: Math.max(first.waitMs, second.waitMs),
  };
}
