import type { Frame } from '../frames/frame.js';
import type { DamageSyntax } from '../model/language.js';
import type { Step } from '../model/spec.js';
import type { StepOutcome } from '../model/trace.js';
import type { Because, Finding } from '../model/verdict.js';
import type { JudgeContext, StepKind } from '../steps/step-kind.js';

/** What judging needs of the registries. */
export interface Judges {
  readonly steps: Readonly<Record<string, StepKind>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly damages: Readonly<Record<string, Pick<DamageSyntax, 'isByChance'>>>;
}

/** What one run's trace proves. `failing` names the step that the first finding comes from, for those who explain it. */
export type RunVerdict =
  | { readonly status: 'passed' }
  | {
      readonly status: 'failed';
      readonly findings: readonly [Finding, ...Finding[]];
      readonly failing?: { readonly step: Step; readonly outcome: StepOutcome; readonly context: JudgeContext };
    }
  | {
      readonly status: 'inconclusive';
      readonly because: Because;
      readonly detail: string;
      /** The steps were done, but these rules, by places in the check's list, never did their damage. */
      readonly idleRules?: readonly number[];
    };
