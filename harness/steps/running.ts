import { sayEnd } from '../model/own-end.js';
import type { Step } from '../model/spec.js';
import type { StepOutcome } from '../model/trace.js';
import type { FindingDraft, StepKind } from './step-kind.js';
import { done } from './step-kind.js';

/** Expects that the program has not ended. */
export const running: StepKind<Record<string, never>> = {
  word: 'running',
  summary: 'expects that the program still runs',
  schema: { const: 'now', description: 'write it alone: `- server: running`' },
  modifiers: {},
  actors: ['program'],
  bare: true,
  expects: true,
  connection: () => 'none',
  program: () => ({ kind: 'runs' }),
  read: () => ({}),
  describe: () => 'still runs',
  run(_args, context) {
    const { exit } = context.program();
    return exit ? { ended: 'exited', exit } : done;
  },
  judge: (_args, outcome, { step }) => judgeGone(outcome, step, 'it should still run'),
};

/** The finding where a program is there no more; `instead`: what it should be there for. */
export function judgeGone(outcome: StepOutcome, { actor }: Step, instead: string): FindingDraft | undefined {
  if (outcome.ended !== 'exited') return undefined;
  return { code: 'exited', summary: `the ${actor} has ended by itself (${sayEnd(outcome.exit)}); ${instead}` };
}
