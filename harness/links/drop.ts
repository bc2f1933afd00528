import type { Damage } from './damage.js';
import { describeWhich, nthOrFirstSchema, picks, readWhich, type Which } from './which.js';

export interface DropArgs {
  readonly which: Which;
}

/** Certain datagrams are lost: chosen by their number, so that the same ones are lost whatever the seed. */
export const drop: Damage<DropArgs> = {
  word: 'drop',
  summary: 'loses certain datagrams, chosen by their number',
  schema: nthOrFirstSchema('Which datagrams are lost: `2`, `[2, 5]` or `first`.'),
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'TCP never loses bytes. For a slow line use "stall", for a broken one "reset" or "cut_after"',

  read(words) {
    return { which: readWhich(words, 'drop') };
  },

  describe({ which }) {
    return `drop ${describeWhich(which)}`;
  },

  open({ which }, lane) {
    return {
      push(chunk) {
        if (picks(which, chunk, lane)) lane.decide(chunk.unit, 'lost', 'dropped');
        else lane.emit(chunk);
      },
      end: () => lane.end(),
    };
  },
};
