import type { Damage } from './damage.js';
import { slicing } from './slicing.js';
import { byteText, listed } from './wording.js';
import { grouped } from '../model/grouped.js';

export interface PiecesArgs {
  /** The sizes of the first pieces, in bytes; what follows them is not cut. */
  readonly sizes: readonly number[];
}

/** Where it cannot be seen what the reader has read: it wakes from recv within a millisecond, under load within some more. */
const pauseMs = 10;

/**
 * The beginning of the stream arrives in pieces of these sizes, each once the receiver has read the one
 * before. Where the platform does not show that, there is a short pause instead, and a reader that is busy
 * meanwhile may find two joined.
 */
export const pieces: Damage<PiecesArgs> = {
  word: 'pieces',
  summary: 'delivers the beginning of a stream in pieces of certain sizes',
  schema: {
    type: 'array',
    description:
      'The sizes of the first pieces in bytes: `[1, 7, rest]`. `rest`, at the end, is what follows; it is not cut.',
    items: {
      anyOf: [
        { type: 'integer', minimum: 1, description: 'Bytes.' },
        { const: 'rest', description: 'All that follows.' },
      ],
    },
    minItems: 1,
  },
  modifiers: {},
  worksOn: ['stream'],
  instead: 'A datagram arrives whole or not at all. To shorten it use "truncate"',

  read(words) {
    const written = words.data('pieces') as readonly (number | 'rest')[];
    const rest = written.indexOf('rest');
    const sizes = written.filter((size) => size !== 'rest');
    if (rest >= 0 && rest < written.length - 1) {
      words.problem({
        code: 'E042',
        at: 'pieces',
        message: '"rest" is all that follows, so nothing can come behind it',
        suggestion: `pieces: [${[...sizes, 'rest'].join(', ')}]`,
      });
    } else if (sizes.length === 0) {
      words.problem({
        code: 'E042',
        at: 'pieces',
        message: '"rest" alone cuts nothing',
        suggestion: 'pieces: [1, rest]',
      });
    }
    return { sizes };
  },

  describe({ sizes }) {
    const sizesInWords = listed([...sizes.slice(0, -1), byteText(sizes.at(-1) ?? 0)]);
    return `cut ${sizes.length === 1 ? 'a piece' : 'pieces'} of ${sizesInWords} off the stream`;
  },

  open({ sizes }, lane) {
    let end = 0;
    const ends = sizes.map((size) => (end += size));
    return slicing(
      lane,
      (offset) => {
        const next = ends.find((each) => each > offset);
        return next === undefined ? 'whole' : { bytes: next - offset, pauseMs };
      },
      (unit, offset) => {
        if (ends.includes(offset)) lane.decide(unit, 'recut', `cut after byte ${grouped(offset)}`);
      },
      (delayMs, action) => lane.afterRead(delayMs, action),
    );
  },
};
