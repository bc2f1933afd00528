import type { TraceEvent } from '../model/trace.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

/** Expects that the program listens at the port that its command names, without asking for it. */
export const listens: StepKind<Record<string, never>> = {
  word: 'listens',
  summary: 'expects that the program listens at the port that its command names: `listens: as told`',
  schema: { const: 'as told', description: '`as told`' },
  modifiers: {},
  actors: ['program'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read: () => ({}),
  describe: () => 'listens at the port that its command names',
  run: (_args, context) => (context.program().portFrom === 'command' ? done : { ended: 'mismatch' }),
  judge(_args, outcome, { step, events }) {
    if (outcome.ended !== 'mismatch') return undefined;
    const known = events();
    const found = known.find(
      (event): event is TraceEvent & { type: 'listening' } =>
        event.type === 'listening' && event.program === step.actor,
    );
    if (known.some((event) => event.type === 'typed') && found?.asked === found?.address.port)
      return {
        code: 'asks-for-port',
        summary: `the ${step.actor} asks for its port at the keyboard; it must take it from its command`,
      };
    const told = found?.asked === undefined ? '' : `, but it was told ${found.asked}`;
    return {
      code: 'wrong-port',
      summary: `the ${step.actor} listens on port ${found?.address.port}${told}: it must use the port that it is given`,
    };
  },
};
