import type { Damage } from './damage.js';
import { describeWhich, nthOrShareSchema, picks, readWhich, type Which } from './which.js';

export interface SpoofArgs {
  readonly which: Which;
}

/** Certain datagrams arrive from another port than their sender's. Who does not look at the source takes a stranger's word. */
export const spoof: Damage<SpoofArgs> = {
  word: 'spoof',
  summary: 'delivers datagrams from another port than their sender’s',
  schema: nthOrShareSchema('Which datagrams come from a strange port: `2`, `[2, 5]` or `10%`.'),
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'A TCP connection has its two ports for life. To change bytes in it use "rewrite"',

  read(words) {
    return { which: readWhich(words, 'spoof') };
  },

  isByChance: ({ which }) => which.kind === 'share',

  describe({ which }) {
    return `deliver ${describeWhich(which)} from another port`;
  },

  open({ which }, lane) {
    return {
      push(chunk) {
        if (!picks(which, chunk, lane)) return lane.emit(chunk);
        lane.decide(chunk.unit, 'changed', 'delivered from another port');
        lane.emit({ ...chunk, isFromStranger: true });
      },
      end: () => lane.end(),
    };
  },
};
