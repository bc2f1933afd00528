import { peerNamed } from '../model/spec.js';
import { TLS_FAILURES } from '../model/tls-failures.js';
import type { Diagnosis } from './diagnosis.js';
import { certsGiven, handshakeFailure } from './handshakes.js';
import { isServer } from './programs.js';

/** A server that is given a good certificate, and shows one that proves nothing to its clients. */
export const showsAnotherCertificate: Diagnosis = {
  code: 'shows-another-certificate',
  explains: ['handshake-failed'],
  recognise(evidence) {
    const why = handshakeFailure(evidence);
    const { actor } = evidence.finding;
    const tls = actor === undefined ? undefined : peerNamed(evidence.plan.spec, actor)?.tls;
    if (why === undefined || !REASONS.has(why) || tls?.kind !== 'connect' || !isServer(evidence)) return undefined;
    const given = certsGiven(evidence).find(
      ({ name, by, for: hosts, days }) => (by ?? name) === tls.trust && hosts.includes(tls.name) && days > 0,
    );
    if (!given) return undefined;
    return {
      code: this.code,
      title: 'Your program shows another certificate than the one that it is given.',
      evidence: `It was started with ${given.name}.crt, which its client would have taken; but of the one that was shown the client says: ${why}.`,
      advice:
        'Load the files that stand on the command line, the certificate first and then its key: context.load_cert_chain(certificate, key). The name of a file that stands in the source is that of another one.',
    };
  },
};

const REASONS: ReadonlySet<string> = new Set([
  TLS_FAILURES.notTrusted,
  TLS_FAILURES.forAnotherHost,
  TLS_FAILURES.expired,
]);
