import { sayCount } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf } from './flows.js';
import { endOf, isServer } from './programs.js';

/** The first client has left, and the program never comes back to accept. */
export const servesFirstClientOnly: Diagnosis = {
  code: 'serves-first-client-only',
  explains: ['no-reply'],
  recognise(evidence) {
    const failing = failingFlow(evidence);
    if (
      failing?.over !== 'tcp' ||
      failing.observed?.accepted !== false ||
      failing.ended ||
      !isServer(evidence) ||
      endOf(evidence)
    )
      return undefined;
    const earlier = flowsOf(evidence.trace).filter(
      ({ name, over, openedAtMs }) => name !== failing.name && over === 'tcp' && openedAtMs !== undefined,
    );
    // Whoever is still there may be what it is busy with.
    if (earlier.length === 0 || earlier.some(({ left }) => !left)) return undefined;
    const { language, hasClosed } = wordsOf(evidence);
    return {
      code: this.code,
      title:
        earlier.length === 1
          ? 'Your program serves its first client and then nobody else.'
          : `Your program serves ${sayCount(earlier.length, 'client')} and then nobody else.`,
      evidence: `${earlier.length === 1 ? 'The first client' : 'All of them'} had left; the next one connected, and was not accepted.`,
      advice: `When ${hasClosed}, or ${language === 'Python' ? 'raises ConnectionError' : 'the connection has broken off'}, the client has left: leave the inner loop, close the connection, and call accept again, in a loop${language === 'Python' ? ': while True: conn, addr = s.accept()' : ''}.`,
    };
  },
};
