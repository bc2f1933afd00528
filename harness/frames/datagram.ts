import { grouped, sayBytes } from '../model/grouped.js';
import type { Frame } from './frame.js';

/** What IPv4 leaves of 65,535 behind its own header and that of UDP (RFC 768, RFC 791). */
const LARGEST = 65_507;

/** One UDP datagram is one message: its bounds are the network's own. */
export const datagram: Frame = {
  word: 'datagram',
  summary: 'one UDP datagram is one message (implied by `over: udp`)',
  schema: { const: 'datagram' },
  modifiers: {},
  over: ['udp'],
  read: () => ({}),
  refuses: (_args, { size }) =>
    size > LARGEST
      ? {
          why: `it may have ${sayBytes(size)}, and a datagram carries up to ${grouped(LARGEST)}`,
          advice: 'take fewer bytes, or several datagrams',
        }
      : undefined,
  encode: (_args, message) => message,
  decode: (_args, arrived) => ({ kind: 'message', message: arrived, consumed: arrived.length }),
  describeEnd: () => 'the end of the datagram',
};
