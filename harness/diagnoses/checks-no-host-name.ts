import type { Diagnosis } from './diagnosis.js';
import { certShown, isForAnotherHost } from './handshakes.js';

/** A client that takes any certificate of its authority, whichever host it is for. */
export const checksNoHostName: Diagnosis = {
  code: 'checks-no-host-name',
  explains: ['certificate-accepted'],
  recognise(evidence) {
    const shown = certShown(evidence);
    if (!shown || shown.days <= 0 || !isForAnotherHost(shown)) return undefined;
    return {
      code: this.code,
      title: 'Your program does not look for which host a certificate is.',
      evidence: `It was shown a certificate for ${shown.for.join(' and ')}, which is not where it connects to, and it took it.`,
      advice:
        'With ssl.create_default_context and wrap_socket(sock, server_hostname=host) the name is looked at. Search your source for check_hostname = False and for verify_mode = ssl.CERT_NONE, and take them out.',
    };
  },
};
