import { sayEnd } from '../model/own-end.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { endOf, isServer } from './programs.js';
import { requestsOf } from './requests.js';
import { quote } from './say.js';

/** A datagram was lost, and nobody sent it again. */
export const noRetransmission: Diagnosis = {
  code: 'no-retransmission',
  explains: [
    'nothing-came-through',
    'no-reply',
    'reply-differs',
    'wrong-count',
    'wrong-exit',
    'did-not-exit',
    'not-printed',
  ],
  recognise(evidence) {
    if (isServer(evidence)) return undefined;
    const requests = requestsOf(evidence);
    // An answer that was only held up may be one to wait for: nothing tells that the task wants the request again.
    const index = requests.findIndex(({ tries, answer }) => tries.length === 1 && answer === 'lost');
    const lost = requests[index];
    if (!lost) return undefined;
    const next = requests[index + 1];
    const end = endOf(evidence);
    const then = next
      ? `; then it went on with ${quote(next.data)}`
      : end
        ? `; then the program ended with ${sayEnd(end)}`
        : ', and the program still waited';
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program does not send a request again when no answer comes in time.',
      evidence: `${lost.tries[0]?.fate === 'lost' ? '' : 'The answer to '}${quote(lost.data)} was lost on the way, and the request was sent only once${then}.`,
      advice: `Put sending and receiving into a loop over the tries: ${language === 'Python' ? 'settimeout(0.5) before recvfrom, and on socket.timeout' : 'set a time limit on the socket before you receive, and when it is over,'} go round again and send the very same datagram, as often as is allowed.`,
    };
  },
};
