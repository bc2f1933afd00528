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
  schema: {
    type: 'string',
    pattern: '^(all|after 0*[1-9]\\d*(st|nd|rd|th))$',
    description:
      'The last datagram that arrives, counted from 1 in each flow (`after 3rd`), or `all` to swallow every one.',
    examples: ['all', 'after 3rd'],
  },
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'For a stream that goes silent use "stall", for one that ends early "cut_after"',

  read(words) {
    const written = String(words.data('blackhole'));
    if (written === 'all') return { after: 0 };
    const after = Number.parseInt(written.slice('after '.length), 10);
    const meant = `after ${ordinal(after)}`;
    if (written !== meant)
      words.problem({
        code: 'E042',
        at: 'blackhole',
        message: `"${written}" is not how ${after} is counted`,
        suggestion: meant,
      });
    return { after };
  },

  describe({ after }) {
    return after === 0 ? 'swallow every datagram' : `swallow every datagram after the ${ordinal(after)}`;
  },

  open({ after }, lane) {
    return {
      push(chunk) {
        if (chunk.unit <= after) lane.emit(chunk);
        else lane.decide(chunk.unit, 'swallowed');
      },
      end: () => lane.end(),
    };
  },
};
