import { concat } from '../model/bytes.js';
import { grouped, sayBytes } from '../model/grouped.js';
import type { Frame } from './frame.js';

type Encoding = 'u8' | 'u16be' | 'u16le' | 'u24be' | 'u24le' | 'u32be' | 'u32le';

interface LengthArgs {
  readonly encoding: Encoding;
  /** The count covers its own bytes too. */
  readonly includesHeader: boolean;
}

/** The largest message we take from a program: a length that lies must not cost us our memory. */
const LARGEST_MESSAGE = 64 * 1024 * 1024;

/** A count goes before each message: `{ length: u16be }`. */
export const length: Frame<LengthArgs> = {
  word: 'length',
  summary: 'a count of bytes goes before each message',
  schema: {
    enum: ['u8', 'u16be', 'u16le', 'u24be', 'u24le', 'u32be', 'u32le'],
    description: 'how the count is written: its bits, and big or little end first',
  },
  modifiers: { includes_header: { type: 'boolean', description: 'the count covers its own bytes too' } },
  over: ['tcp'],
  read: (words) => ({
    encoding: words.text('length') as Encoding,
    includesHeader: words.data('includes_header') === true,
  }),
  refuses: (args, { size }) => {
    const most = 256 ** headerSize(args) - 1 - (args.includesHeader ? headerSize(args) : 0);
    if (size <= most) return undefined;
    return {
      why: `it may have ${sayBytes(size)}, and ${args.encoding} counts up to ${grouped(most)}`,
      advice: 'take fewer bytes, or a frame that counts further',
    };
  },
  bytesFor: (args, size) => headerSize(args) + size,
  encode: (args, message) =>
    concat([writeCount(args, message.length + (args.includesHeader ? headerSize(args) : 0)), message]),
  decode: (args, arrived) => {
    const header = headerSize(args);
    if (arrived.length < header) return { kind: 'incomplete' };
    const count = readCount(args, arrived);
    const size = args.includesHeader ? count - header : count;
    if (size < 0) return { kind: 'malformed', reason: `a count of ${count} that should cover its own ${header} bytes` };
    if (size > LARGEST_MESSAGE) return { kind: 'malformed', reason: `a count of ${count} bytes` };
    if (arrived.length < header + size) return { kind: 'incomplete' };
    return { kind: 'message', message: arrived.subarray(header, header + size), consumed: header + size };
  },
  describeEnd: () => 'as many bytes as its count says',
};

function headerSize(args: LengthArgs): number {
  return args.encoding === 'u8' ? 1 : Number(args.encoding.slice(1, 3)) / 8;
}

function readCount(args: LengthArgs, bytes: Uint8Array): number {
  const sent = [...bytes.subarray(0, headerSize(args))];
  const digits = args.encoding.endsWith('le') ? sent.toReversed() : sent;
  return digits.reduce((count, digit) => count * 256 + digit, 0);
}

function writeCount(args: LengthArgs, count: number): Uint8Array {
  const bytes = Uint8Array.from({ length: headerSize(args) }, (_, at) => Math.floor(count / 256 ** at) % 256);
  return args.encoding.endsWith('le') ? bytes : bytes.toReversed();
}
