import { byteCountSchema, readByteCount } from './byte-count.js';
import type { Damage } from './damage.js';
import { durationSchema } from './duration.js';
import { slicing } from './slicing.js';
import { byteText, durationText } from './wording.js';

export interface SliverArgs {
  readonly bytes: number;
  readonly gapMs: number;
}

/** The whole stream arrives in slivers, each a write of its own. Without a gap a slow reader may find several joined. */
export const sliver: Damage<SliverArgs> = {
  word: 'sliver',
  summary: 'delivers a stream a few bytes at a time',
  schema: byteCountSchema('How many bytes are delivered at a time: `1 byte`.', 1),
  modifiers: {
    gap: durationSchema('How long to wait after each: `5ms`. Default 0ms, which still makes each a write of its own.'),
  },
  worksOn: ['stream'],
  instead: 'A datagram arrives whole or not at all. To shorten it use "truncate"',

  read(words) {
    return {
      bytes: readByteCount(words, 'sliver'),
      gapMs: (words.has('gap') ? words.durationMs('gap') : undefined) ?? 0,
    };
  },

  describe({ bytes, gapMs }) {
    const gap = gapMs === 0 ? '' : ` every ${durationText(gapMs)}`;
    return `deliver ${byteText(bytes)} at a time${gap} of the stream`;
  },

  open({ bytes, gapMs }, lane) {
    let told = 0;
    return slicing(
      lane,
      () => ({ bytes, pauseMs: gapMs }),
      (unit) => {
        if (unit === told) return;
        told = unit;
        lane.decide(unit, 'recut', `delivered ${byteText(bytes)} at a time`);
      },
    );
  },
};
