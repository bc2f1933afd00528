import { tcp } from './tcp.js';
import type { Transport } from './transport.js';
import { udp } from './udp.js';

/** All ways to reach the other side, by the word after `over:` and `listen:`. */
export const transports: Readonly<Record<'tcp' | 'udp', Transport>> = { tcp, udp };
