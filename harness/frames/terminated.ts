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
    refuses(_args, bytes, as) {
      const isDouble = as === 'sent' && bytes.endsOnceWith(frame.end);
      const holds = bytes.holds(frame.end);
      // Several lines may be sent as one message, also with an empty one behind them; but not by chance.
      if (!isDouble && (as === 'sent' ? holds !== 'perhaps' : holds === 'never')) return undefined;
      return {
        why: `a message ends with ${frame.endName}, which ${isDouble ? 'the frame adds' : holds === 'perhaps' ? 'may stand in this' : 'stands in this'}`,
        advice: isDouble
          ? 'leave it out; an empty message behind it is sent by a step of its own'
          : holds !== 'perhaps'
            ? 'leave that out: the frame takes it away before it compares'
            : as === 'sent'
              ? 'send it in hexadecimal, like ${name.hex()}; or with `raw: true`, which adds no frame; or send what has no such bytes, like { text: 20 }'
              : 'let it come in hexadecimal, like ${name.hex()}; or let it be what has no such bytes, like { text: 20 }',
      };
    },
    bytesFor: (_args, size) => size + frame.end.length,
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
