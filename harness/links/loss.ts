import type { Damage } from './damage.js';
import { percentSchema, readShare } from './which.js';
import { percentText } from './wording.js';

export interface LossArgs {
  readonly share: number;
  /** After so many lost in a row the next one always passes. */
  readonly atMostInARow?: number;
}

/**
 * Each datagram is lost with the same chance. Chance alone can lose the same message at every resend;
 * `at_most` keeps a program that resends often enough from failing by bad luck.
 */
export const loss: Damage<LossArgs> = {
  word: 'loss',
  summary: 'loses datagrams by chance',
  schema: percentSchema('The chance of each datagram to be lost: `20%`.'),
  modifiers: {
    at_most: {
      type: 'string',
      pattern: '^0*[1-9]\\d* in a row$',
      description: 'How many may be lost one after another; the next one then passes for certain: `2 in a row`.',
    },
  },
  worksOn: ['datagram'],
  instead: 'TCP never loses bytes. For a slow line use "stall"',

  read(words) {
    const atMost = words.has('at_most') ? { atMostInARow: Number.parseInt(String(words.data('at_most')), 10) } : {};
    return { share: readShare(words, 'loss'), ...atMost };
  },

  isByChance: () => true,

  describe({ share, atMostInARow }) {
    const limit = atMostInARow === undefined ? '' : ` (at most ${atMostInARow} in a row)`;
    return `lose ${percentText(share)}${limit} of the datagrams`;
  },

  open({ share, atMostInARow = Infinity }, lane) {
    let inARow = 0;
    return {
      push(chunk) {
        if (inARow < atMostInARow && lane.chance(chunk.unit) < share) {
          inARow += 1;
          lane.decide(chunk.unit, 'lost', 'lost');
        } else {
          inARow = 0;
          lane.emit(chunk);
        }
      },
      end: () => lane.end(),
    };
  },
};
