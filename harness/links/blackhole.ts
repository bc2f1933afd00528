import { afterNthSchema, readAfterNth } from './after-nth.js';
import type { Damage } from './damage.js';
import { ordinal } from './wording.js';

export interface BlackholeArgs {
  /** The last datagram that passes; 0: none does. */
  readonly after: number;
}

/** From some datagram on nothing arrives, as when the other side is unplugged. */
export const blackhole: Damage<BlackholeArgs> = {
  word: 'blackhole',
  summary: 'swallows every datagram from some point on',
  schema: afterNthSchema(
    'The last datagram that arrives, counted from 1 for each client (`after 3rd`), or `all` to swallow every one.',
  ),
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'For a stream that goes silent use "stall", for one that ends early "cut_after"',

  read(words) {
    return { after: readAfterNth(words, 'blackhole') };
  },

  describe({ after }) {
    return after === 0 ? 'swallow every datagram' : `swallow every datagram after the ${ordinal(after)}`;
  },

  open({ after }, lane) {
    return {
      push(chunk) {
        if (chunk.unit <= after) lane.emit(chunk);
        else lane.decide(chunk.unit, 'lost', 'swallowed');
      },
      end: () => lane.end(),
    };
  },
};
