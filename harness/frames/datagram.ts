import type { Frame } from './frame.js';

/** One UDP datagram is one message: its bounds are the network's own. */
export const datagram: Frame = {
  word: 'datagram',
  summary: 'one UDP datagram is one message (implied by `over: udp`)',
  schema: { const: 'datagram' },
  modifiers: {},
  over: ['udp'],
  read: () => ({}),
  encode: (_args, message) => message,
  decode: (_args, arrived) => ({ kind: 'message', message: arrived, consumed: arrived.length }),
  describeEnd: () => 'the end of the datagram',
};
