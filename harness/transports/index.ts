import { group } from './group.js';
import { tcp } from './tcp.js';
import { tlsTransport } from './tls.js';
import type { TlsOptions, Transport } from './transport.js';
import { udp } from './udp.js';

/** All ways to reach the other side, by the word after `over:` and `listen:`. */
export const transports: Readonly<Record<'tcp' | 'udp', Transport>> = { tcp, udp };

/** To all members of a group at once, for a peer that joins one. */
export const groupTransport: Transport = group;

/** The same with TLS in it, where a peer says so. */
export const secureTransport: (options: TlsOptions) => Transport = tlsTransport;
