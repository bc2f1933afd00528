import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

/** Breaks the connection off with a TCP reset, as a crashed client or a pulled plug does. */
export const reset: StepKind<Record<string, never>> = {
  word: 'reset',
  summary: 'breaks the connection off (TCP reset)',
  schema: { const: 'now', description: 'write it alone: `- reset`' },
  modifiers: {},
  actors: ['peer'],
  bare: true,
  expects: false,
  connection: () => 'ends',
  read(words) {
    if (words.peer?.over === 'udp')
      words.problem({
        code: 'E043',
        at: 'reset',
        message: 'UDP has no connection to reset',
        suggestion: 'write `close`',
      });
    return {};
  },
  describe: () => 'reset the connection',
  async run(_args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    await conversation.close('reset');
    return done;
  },
  judge: () => undefined,
};
