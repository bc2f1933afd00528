import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface CloseArgs {
  readonly how: 'both' | 'writing';
}

/** Ends a connection politely. `writing` is a half close: nothing more is sent, everything is still read. */
export const close: StepKind<CloseArgs> = {
  word: 'close',
  summary: 'closes the connection politely; `close: writing` closes our side only',
  schema: { enum: ['both', 'writing'], description: '`- close` closes both sides; `close: writing` is a half close' },
  modifiers: {},
  actors: ['peer'],
  bare: true,
  expects: false,
  connection: (args) => (args.how === 'writing' ? 'half-closes' : 'ends'),
  read(words) {
    if (words.data('close') === 'writing' && words.peer?.over === 'udp') {
      words.problem({
        code: 'E043',
        at: 'close',
        message: 'UDP has no connection to close half of',
        suggestion: 'write `close`',
      });
    }
    return { how: words.data('close') === 'writing' ? 'writing' : 'both' };
  },
  describe: (args) => (args.how === 'writing' ? 'close the writing side (half close)' : 'close the connection'),
  async run(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    await conversation.close(args.how === 'writing' ? 'writing' : 'fin');
    return done;
  },
  judge: () => undefined,
};
