import type { Chunk, Damage } from './damage.js';
import { durationSchema, readDuration } from './duration.js';
import { durationText } from './wording.js';

export interface BatchArgs {
  readonly everyMs: number;
  /** Of those that wait, so many leave together; the others wait for the next time. */
  readonly atMost: number;
}

/**
 * Datagrams wait and then arrive together, as from a radio that has the channel only now and then (slots of
 * tc-netem(8)). A slot begins with the first datagram that waits: while nothing comes nothing happens.
 */
export const batch: Damage<BatchArgs> = {
  word: 'batch',
  summary: 'delivers datagrams in batches',
  schema: {
    type: 'object',
    description: 'How often a batch leaves, and how many datagrams it has.',
    additionalProperties: false,
    required: ['every'],
    properties: {
      every: durationSchema('How long datagrams are gathered: `20ms`.'),
      at_most: {
        type: 'integer',
        minimum: 1,
        description: 'How many leave at a time; the others wait for the next time. Default: all.',
      },
    },
  },
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'For two sends that arrive in one recv use "glue"',

  read(words) {
    const inner = words.inside('batch');
    return {
      everyMs: readDuration(inner, 'every'),
      atMost: (inner.has('at_most') ? inner.number('at_most') : undefined) ?? Number.MAX_SAFE_INTEGER,
    };
  },

  describe({ everyMs, atMost }) {
    const size = atMost === Number.MAX_SAFE_INTEGER ? '' : ` of at most ${atMost}`;
    return `deliver datagrams in batches${size}, one every ${durationText(everyMs)}`;
  },

  open({ everyMs, atMost }, lane) {
    const waiting: Chunk[] = [];

    function openSlot(): void {
      lane.after(everyMs, () => {
        for (const chunk of waiting.splice(0, atMost)) lane.emit(chunk);
        if (waiting.length > 0) openSlot();
      });
    }

    return {
      push(chunk) {
        lane.decide(chunk.unit, 'late', 'put into a batch');
        waiting.push(chunk);
        if (waiting.length === 1) openSlot();
      },
      end() {
        for (const chunk of waiting.splice(0)) lane.emit(chunk);
        lane.end();
      },
    };
  },
};
