import { grouped, sayBytes } from '../model/grouped.js';
import type { Frame } from './frame.js';

interface FixedArgs {
  readonly size: number;
}

/** Every message has the same size; a shorter one is filled up with zero bytes when sent. */
export const fixed: Frame<FixedArgs> = {
  word: 'fixed',
  summary: 'every message has so many bytes (a shorter one is sent with zero bytes behind it)',
  schema: { type: 'integer', minimum: 1, maximum: 1_048_576, description: 'bytes in each message' },
  modifiers: {},
  over: ['tcp'],
  read: (words) => ({ size: words.number('fixed') ?? 1 }),
  refuses: (args, { size }, as) => {
    if (size === args.size || (size < args.size && as !== 'whole')) return undefined;
    return {
      why: `it may have ${sayBytes(size)}, and each message has ${grouped(args.size)}`,
      advice:
        size > args.size
          ? 'take fewer bytes, or a larger frame'
          : 'write down what fills it up, like "ab\\0\\0", or say only how it `starts`',
    };
  },
  bytesFor: (args, size) => Math.max(args.size, size),
  encode: (args, message) => {
    const padded = new Uint8Array(Math.max(args.size, message.length));
    padded.set(message);
    return padded;
  },
  decode: (args, arrived) =>
    arrived.length < args.size
      ? { kind: 'incomplete' }
      : { kind: 'message', message: arrived.subarray(0, args.size), consumed: args.size },
  describeEnd: (args) => `its ${args.size} bytes`,
};
