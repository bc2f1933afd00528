import { concat } from '../model/bytes.js';
import type { Decoded, Frame } from './frame.js';

/** Frames whose messages end with certain bytes: we add them when sending and strip them when comparing. */
export function terminated(frame: {
  readonly word: string;
  readonly summary: string;
  readonly end: Uint8Array;
  readonly endName: string;
  readonly find: (arrived: Uint8Array) => { readonly length: number; readonly consumed: number } | undefined;
}): Frame {
  return {
    word: frame.word,
    summary: frame.summary,
    schema: { const: frame.word },
    modifiers: {},
    over: ['tcp'],
    read: () => ({}),
    refuses: (_args, bytes, as) =>
      bytes.holds(frame.end)
        ? {
            why: `a message ends with ${frame.endName}, which may stand in this`,
            advice:
              as === 'sent'
                ? 'leave that out: the frame adds it. Several lines, or bytes of any kind, are sent with `raw: true`'
                : 'leave that out: the frame takes it away before it compares',
          }
        : undefined,
    encode: (_args, message) => concat([message, frame.end]),
    decode: (_args, arrived): Decoded => {
      const found = frame.find(arrived);
      return found
        ? { kind: 'message', message: arrived.subarray(0, found.length), consumed: found.consumed }
        : { kind: 'incomplete' };
    },
    describeEnd: () => frame.endName,
  };
}
