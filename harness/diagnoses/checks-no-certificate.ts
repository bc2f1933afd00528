import type { Diagnosis } from './diagnosis.js';
import { certShown, isForAnotherHost, type NamedCert } from './handshakes.js';

/** A client that takes a certificate which proves nothing. */
export const checksNoCertificate: Diagnosis = {
  code: 'checks-no-certificate',
  explains: ['certificate-accepted'],
  recognise(evidence) {
    const shown = certShown(evidence);
    // Of these it may well look at all but the name.
    if (!shown || (shown.days > 0 && isForAnotherHost(shown))) return undefined;
    return {
      code: this.code,
      title: 'Your program takes certificates that prove nothing.',
      evidence: `It was shown a certificate that ${sayFault(shown)}, and it took it: anybody could have shown that.`,
      advice:
        'Somewhere the check is switched off. Search your source for ssl.CERT_NONE, for _create_unverified_context, for changed verify_flags, and in Node for rejectUnauthorized; take them out, and use ssl.create_default_context(cafile=...).',
    };
  },
};

function sayFault({ days, by }: NamedCert): string {
  if (days <= 0) return 'has expired';
  return by === undefined ? 'has signed itself' : 'is signed by an authority that it was not told to trust';
}
