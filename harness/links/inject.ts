import { fromHex, toBytes } from '../model/bytes.js';
import type { Damage } from './damage.js';
import { behindSchema, readBehind } from './behind.js';
import { byteText, ordinal } from './wording.js';

export interface InjectArgs {
  /** In hex. */
  readonly hex: string;
  /** How it is spoken of: `"hello"`, `00 ff`. */
  readonly said: string;
  readonly behind: number;
  readonly isFromStranger: boolean;
}

/** A datagram arrives that nobody sent. It comes behind one of the sender's, so that it comes at the same place at every run. */
export const inject: Damage<InjectArgs> = {
  word: 'inject',
  summary: 'adds a datagram that nobody sent',
  schema: {
    type: ['string', 'object'],
    description: 'What the forged datagram says: a text, or `{ hex: "00 ff" }`.',
    additionalProperties: false,
    required: ['hex'],
    properties: {
      hex: { type: 'string', pattern: '^([0-9a-fA-F]{2}\\s*)+$', description: 'Its bytes in hex: `"00 ff"`.' },
    },
  },
  modifiers: {
    behind: behindSchema,
    sender: {
      enum: ['same', 'stranger'],
      description: 'From whose port it comes: `same` (default), or that of a `stranger`.',
    },
  },
  worksOn: ['datagram'],
  instead: 'Nobody can add bytes to a stream and keep its count. To change bytes in it use "rewrite"',

  read(words) {
    const written = words.data('inject');
    const hex = typeof written === 'string' ? asHex(written) : (words.inside('inject').text('hex') ?? '');
    return {
      hex,
      said: typeof written === 'string' ? JSON.stringify(written) : hex,
      behind: readBehind(words) ?? 1,
      isFromStranger: words.has('sender') && words.data('sender') === 'stranger',
    };
  },

  describe({ said, behind, isFromStranger }) {
    return `inject ${said}${isFromStranger ? ' of a stranger' : ''} behind the ${ordinal(behind)} datagram`;
  },

  open({ hex, behind, isFromStranger }, lane) {
    const data = fromHex(hex);
    let isOver = false;
    return {
      push(chunk) {
        lane.emit(chunk);
        if (chunk.unit !== behind || isOver) return;
        isOver = true;
        lane.decide(
          behind,
          'added',
          `injected behind it: ${byteText(data.length)}${isFromStranger ? ' from another port' : ''}`,
        );
        lane.emit({ data, unit: chunk.unit, ...(isFromStranger && { isFromStranger }) });
      },
      end: () => lane.end(),
    };
  },
};

function asHex(text: string): string {
  return [...toBytes(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
