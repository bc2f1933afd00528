import type { Frame } from './frame.js';

/** No messages, only bytes: an expectation says how many it takes. */
export const raw: Frame = {
  word: 'raw',
  summary: 'no framing: bytes as they come',
  schema: { const: 'raw' },
  modifiers: {},
  over: ['tcp', 'udp'],
  read: () => ({}),
  encode: (_args, message) => message,
  decode: (_args, arrived) =>
    arrived.length === 0 ? { kind: 'incomplete' } : { kind: 'message', message: arrived, consumed: arrived.length },
  describeEnd: () => 'its last byte',
};
