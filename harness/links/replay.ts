import type { Chunk, Damage } from './damage.js';
import { behindSchema, readBehind } from './behind.js';
import { ordinal } from './wording.js';

export interface ReplayArgs {
  readonly nth: number;
  readonly behind: number;
}

/**
 * A datagram arrives as usual, and once more when the talk has moved on: what an attacker does with a recorded
 * one. A copy right behind its original is `duplicate`.
 */
export const replay: Damage<ReplayArgs> = {
  word: 'replay',
  summary: 'delivers an old datagram again',
  schema: {
    type: 'integer',
    minimum: 1,
    description: 'Which datagram comes again, counted from 1 for each client.',
  },
  modifiers: { behind: behindSchema },
  worksOn: ['datagram'],
  instead: 'TCP never delivers bytes twice. To change bytes in a stream use "rewrite"',

  read(words) {
    const nth = words.number('replay') ?? 1;
    const behind = readBehind(words) ?? nth + 1;
    if (behind < nth)
      words.problem({
        code: 'E042',
        at: 'behind',
        message: `the ${ordinal(nth)} datagram cannot come again behind the ${ordinal(behind)}: it has not come yet`,
        suggestion: `behind: ${nth + 1}`,
      });
    return { nth, behind };
  },

  describe({ nth, behind }) {
    return `replay the ${ordinal(nth)} datagram behind the ${ordinal(behind)}`;
  },

  open({ nth, behind }, lane) {
    let recorded: Chunk | undefined;
    let isOver = false;
    return {
      push(chunk) {
        if (chunk.unit === nth) recorded ??= chunk;
        lane.emit(chunk);
        if (recorded === undefined || chunk.unit !== behind || isOver) return;
        isOver = true;
        lane.decide(nth, 'added', `replayed behind the ${ordinal(behind)}`);
        lane.emit(recorded);
      },
      end: () => lane.end(),
    };
  },
};
