import { TLS_FAILURES } from '../model/tls-failures.js';
import type { Diagnosis } from './diagnosis.js';
import { certsGiven, certShown, handshakeFailure } from './handshakes.js';
import { isServer } from './programs.js';

/** A client that is given the certificate of an authority, and trusts only those of its machine. */
export const doesNotLoadTheAuthority: Diagnosis = {
  code: 'does-not-load-the-authority',
  explains: ['handshake-failed'],
  recognise(evidence) {
    if (handshakeFailure(evidence) !== TLS_FAILURES.unknownAuthority || isServer(evidence)) return undefined;
    const shown = certShown(evidence);
    const authority = certsGiven(evidence).find(({ name }) => shown && name === (shown.by ?? shown.name));
    if (!authority) return undefined;
    return {
      code: this.code,
      title: 'Your program does not trust the authority that it is given.',
      evidence: `It was started with the file ${authority.name}.crt. It was shown a certificate ${shown?.by === undefined ? 'that is this file' : 'that this authority has signed'}, and refused it as one of an unknown authority.`,
      advice:
        'Load the file where the context is made: ssl.create_default_context(cafile=its_file), or context.load_verify_locations. Else only the authorities of the machine are known. Do not switch the check off instead.',
    };
  },
};
