import { shapes } from '../model/shapes.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface MembersArgs {
  readonly count: number;
}

/** Expects that programs have joined the group, as the kernel knows it: who has not hears nothing on another machine. */
export const members: StepKind<MembersArgs> = {
  word: 'members',
  summary: 'expects that so many programs have joined the multicast group',
  schema: { type: 'integer', minimum: 1, description: 'how many at least, besides the peer itself' },
  modifiers: { within: shapes.duration },
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read(words) {
    if (words.peer && !(words.peer.role.kind === 'join' && words.peer.role.group === 'multicast'))
      words.problem({
        code: 'E043',
        at: 'members',
        message: `"${words.peer.name}" is in no multicast group, which programs could join`,
        suggestion: 'ask a peer that `joins: multicast`',
      });
    return { count: Number(words.data('members')) };
  },
  describe: ({ count }) => `expect that ${count} ${count === 1 ? 'program has' : 'programs have'} joined the group`,
  async run({ count }, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    const found = await conversation.othersJoined(count, context.deadline(context.withinMs));
    return found >= count ? done : { ended: 'mismatch', counted: found };
  },
  judge({ count }, outcome) {
    if (outcome.ended !== 'mismatch') return undefined;
    const found = outcome.counted ?? 0;
    return {
      code: 'not-joined',
      summary:
        count === 1
          ? 'the program has not joined the group, as the kernel shows'
          : `${found} of ${count} programs have joined the group, as the kernel shows`,
    };
  },
};
