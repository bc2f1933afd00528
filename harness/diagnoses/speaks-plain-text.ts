import { TLS_FAILURES } from '../model/tls-failures.js';
import type { Diagnosis } from './diagnosis.js';
import { handshakeFailure } from './handshakes.js';
import { isServer } from './programs.js';

/** One side begins with TLS, and the program does not. */
export const speaksPlainText: Diagnosis = {
  code: 'speaks-plain-text',
  explains: ['handshake-failed'],
  recognise(evidence) {
    if (handshakeFailure(evidence) !== TLS_FAILURES.noTls) return undefined;
    const server = isServer(evidence);
    return {
      code: this.code,
      title: 'Your program speaks plain text where TLS is due.',
      evidence: server
        ? 'Its client began with a TLS handshake, and what came back was no TLS. Clients call that "wrong version number".'
        : 'Its server waited for a TLS handshake, and what came first was none.',
      advice: server
        ? 'A context alone encrypts nothing. Wrap each connection after accept, conn = context.wrap_socket(conn, server_side=True), and from then on use only what that gives.'
        : 'A context alone encrypts nothing. Wrap the socket before anything is sent, sock = context.wrap_socket(sock, server_hostname=host), and from then on use only what that gives.',
    };
  },
};
