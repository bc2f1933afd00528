import { equalBytes, fromHex } from '../model/bytes.js';
import type { Chunk, Damage, Lane } from './damage.js';
import { offsetSchema } from './offset.js';
import { describeWhich, nthOrShareSchema, picks, readWhich, type Which } from './which.js';

export interface CorruptArgs {
  readonly which: Which;
  /** Offset of the byte that is changed; absent: by chance. */
  readonly at?: number;
  /** What is written there, in hex; absent: one bit is flipped. */
  readonly to?: string;
  /** The bit that is flipped, 0 for the lowest; absent: by chance. */
  readonly bit?: number;
}

/**
 * Certain datagrams arrive with wrong bytes. Their length stays: what would be written beyond the end
 * is not. One in which nothing changes (it is too short, or says so already) is not told as damaged.
 */
export const corrupt: Damage<CorruptArgs> = {
  word: 'corrupt',
  summary: 'changes bytes of datagrams',
  schema: nthOrShareSchema('Which datagrams arrive with wrong bytes: `3`, `[3, 4]` or `5%`.'),
  modifiers: {
    at: offsetSchema,
    bit: {
      type: 'integer',
      minimum: 0,
      maximum: 7,
      description: 'The bit of the byte that is flipped, 0 for the lowest. Default: by chance. Needs `at`.',
    },
    to: {
      type: 'string',
      pattern: '^([0-9a-fA-F]{2}\\s*)+$',
      description: 'What is written there, in hex: `"00 ff"`. Default: one bit is flipped, by chance. Needs `at`.',
    },
  },
  worksOn: ['datagram'],
  instead: 'TCP never changes bytes. For an attacker in between who does use "rewrite"',

  read(words) {
    for (const word of ['to', 'bit'].filter((each) => words.has(each) && !words.has('at'))) {
      words.problem({
        code: 'E042',
        at: word,
        message: `"${word}" says what is changed, but not where`,
        suggestion: 'add "at", the offset counted from 0: at: 0',
      });
    }
    if (words.has('to') && words.has('bit')) {
      words.problem({
        code: 'E016',
        at: 'bit',
        message: '"to" writes whole bytes, "bit" flips one bit: a rule does one of the two',
        suggestion: 'take one of them away',
      });
    }
    const [at, bit] = ['at', 'bit'].map((word) => (words.has(word) ? words.number(word) : undefined));
    const to = words.has('to') ? words.text('to') : undefined;
    return {
      which: readWhich(words, 'corrupt'),
      ...(at !== undefined && { at }),
      ...(to !== undefined && { to }),
      ...(bit !== undefined && { bit }),
    };
  },

  isByChance: ({ which }) => which.kind === 'share',

  describe({ which, at, to, bit }) {
    const place = at === undefined ? '' : ` at offset ${at}`;
    const flip = bit === undefined ? 'flip a bit' : `flip bit ${bit}`;
    return `${to === undefined ? flip : `write ${to}`}${place} in ${describeWhich(which)}`;
  },

  open(args, lane) {
    return {
      push(chunk) {
        lane.emit(picks(args.which, chunk, lane) ? corrupted(chunk, args, lane) : chunk);
      },
      end: () => lane.end(),
    };
  },
};

function corrupted(chunk: Chunk, { at, to, bit }: CorruptArgs, lane: Lane): Chunk {
  const data = Uint8Array.from(chunk.data);
  const offset = at ?? Math.floor(lane.chance(chunk.unit, 'byte') * data.length);
  const old = data[offset];
  if (old === undefined) return chunk;
  if (to === undefined) data[offset] = old ^ (1 << (bit ?? Math.floor(lane.chance(chunk.unit, 'bit') * 8)));
  else data.set(fromHex(to).subarray(0, data.length - offset), offset);
  if (equalBytes(data, chunk.data)) return chunk;
  lane.decide(chunk.unit, 'changed', `corrupted at offset ${offset}`);
  return { ...chunk, data };
}
