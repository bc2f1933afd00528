import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf, wasOpen } from './flows.js';
import { endOf, isServer } from './programs.js';
import { quote } from './say.js';

/** A client asked, got no answer, and waits. */
export const waitsTooLong: Diagnosis = {
  code: 'waits-too-long',
  explains: ['did-not-exit'],
  recognise(evidence) {
    const asked = flowsOf(evidence.trace).findLast(({ received }) => received.length > 0);
    if (
      !asked ||
      asked.over !== 'tcp' ||
      !wasOpen(asked) ||
      asked.sent.length > 0 ||
      isServer(evidence) ||
      endOf(evidence)
    )
      return undefined;
    const { language, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program waits too long for an answer.',
      evidence: `It sent ${quote(asked.received.at(-1)?.data ?? new Uint8Array())}, the server did not answer, and it still waited when the time was over.`,
      advice:
        language === 'Python'
          ? 'Unless it is told otherwise, recv waits for ever: call sock.settimeout(2) before connect, catch socket.timeout, say that no answer came, and end with sys.exit(1).'
          : `Unless it is told otherwise, a program waits for ever for what it reads: set a time limit on the socket, say that no answer came when it is over, and end with ${exit}.`,
    };
  },
};
