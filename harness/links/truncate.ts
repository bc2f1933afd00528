import { byteCountSchema, readByteCount } from './byte-count.js';
import type { Damage } from './damage.js';
import { describeWhich, nthSchema, picks, readWhich, type Which } from './which.js';
import { byteText } from './wording.js';

export interface TruncateArgs {
  readonly keepBytes: number;
  readonly which: Which;
}

/** Datagrams arrive without their tail, as in a reader's buffer that is too small. Shorter ones pass whole. */
export const truncate: Damage<TruncateArgs> = {
  word: 'truncate',
  summary: 'cuts the tail off long datagrams',
  schema: byteCountSchema('How many bytes of each datagram arrive: `512`.', 0),
  modifiers: {
    nth: nthSchema('Which datagrams are cut: `2` or `[2, 5]`. Default: all that are longer.'),
  },
  worksOn: ['datagram'],
  instead: 'A stream has no datagrams to shorten. To end it early use "cut_after"',

  read(words) {
    return {
      keepBytes: readByteCount(words, 'truncate'),
      which: words.has('nth') ? readWhich(words, 'nth') : { kind: 'every' },
    };
  },

  describe({ keepBytes, which }) {
    return `keep only ${byteText(keepBytes)} of ${describeWhich(which)}`;
  },

  open({ keepBytes, which }, lane) {
    return {
      push(chunk) {
        if (chunk.data.length <= keepBytes || !picks(which, chunk, lane)) return lane.emit(chunk);
        lane.decide(chunk.unit, 'changed', `cut from ${byteText(chunk.data.length)} to ${byteText(keepBytes)}`);
        lane.emit({ ...chunk, data: chunk.data.subarray(0, keepBytes) });
      },
      end: () => lane.end(),
    };
  },
};
