import type { StepKind } from './step-kind.js';
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
  read: () => ({}),
  describe: () => 'still runs',
  run(_args, context) {
    const { exit } = context.program();
    return exit ? { ended: 'exited', exit } : done;
  },
  judge(_args, outcome, { step }) {
    if (outcome.ended !== 'exited') return undefined;
    return {
      code: 'exited',
      summary: `the ${step.actor} has ended by itself (${sayExit(outcome.exit)}); it should still run`,
    };
  },
};

/** `exit code 1`, `killed by SIGSEGV`. */
export function sayExit(exit: { readonly code?: number; readonly signal?: string } | undefined): string {
  return exit?.signal ? `killed by ${exit.signal}` : `exit code ${exit?.code ?? '?'}`;
}
