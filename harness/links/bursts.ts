import type { Damage } from './damage.js';
import { percentSchema, readShare } from './which.js';
import { percentText } from './wording.js';

export interface BurstsArgs {
  /** The chance of each datagram to be the first of a burst. */
  readonly start: number;
  /** The chance of each datagram in a burst to be the first after it. */
  readonly stop: number;
  readonly lossIn: number;
  readonly lossOut: number;
}

/**
 * Datagrams are lost in bursts, as on a radio link: the model of Gilbert and Elliott with two states
 * (`gemodel p r 1-h 1-k` of tc-netem(8)). Before each datagram the state may change, then it decides
 * over the loss. A burst has 1/stop datagrams on average.
 */
export const bursts: Damage<BurstsArgs> = {
  word: 'bursts',
  summary: 'loses datagrams in bursts, by chance',
  schema: {
    type: 'object',
    description: 'How bursts begin and end, and what they lose.',
    additionalProperties: false,
    required: ['start', 'stop'],
    properties: {
      start: percentSchema('The chance of each datagram to begin a burst: `5%`.'),
      stop: percentSchema('The chance of each datagram in a burst to end it: `50%`, which makes two the usual length.'),
      loss_in: percentSchema('The chance to be lost in a burst. Default 100%.'),
      loss_out: percentSchema('The chance to be lost outside of a burst. Default 0%.'),
    },
  },
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'TCP never loses bytes. For a line that stops now and then use "stall"',

  read(words) {
    const inner = words.inside('bursts');
    return {
      start: readShare(inner, 'start'),
      stop: readShare(inner, 'stop'),
      lossIn: inner.has('loss_in') ? readShare(inner, 'loss_in') : 1,
      lossOut: inner.has('loss_out') ? readShare(inner, 'loss_out') : 0,
    };
  },

  isByChance: () => true,

  describe({ start, stop, lossIn, lossOut }) {
    const inside = lossIn === 1 ? '' : `, ${percentText(lossIn)} inside`;
    const outside = lossOut === 0 ? '' : `, ${percentText(lossOut)} outside`;
    return `lose datagrams in bursts (begin ${percentText(start)}, end ${percentText(stop)}${inside}${outside})`;
  },

  open({ start, stop, lossIn, lossOut }, lane) {
    let inBurst = false;
    return {
      push(chunk) {
        if (lane.chance(chunk.unit, 'state') < (inBurst ? stop : start)) inBurst = !inBurst;
        if (lane.chance(chunk.unit, 'loss') < (inBurst ? lossIn : lossOut))
          lane.decide(chunk.unit, 'lost', inBurst ? 'lost in a burst' : 'lost');
        else lane.emit(chunk);
      },
      end: () => lane.end(),
    };
  },
};
