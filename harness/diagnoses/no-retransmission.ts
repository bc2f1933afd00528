import type { Diagnosis } from './diagnosis.js';
import { endOf, isServer, sayEnd } from './programs.js';
import { requestsOf } from './requests.js';
import { quote } from './say.js';

/** A datagram was lost, and nobody sent it again. */
export const noRetransmission: Diagnosis = {
  code: 'no-retransmission',
  explains: ['no-reply', 'reply-differs', 'wrong-count', 'wrong-exit', 'did-not-exit', 'not-printed'],
  recognise(evidence) {
    if (isServer(evidence)) return undefined;
    const requests = requestsOf(evidence);
    // Who went on after an answer that was held up has simply waited for it.
    const index = requests.findIndex(
      ({ tries, answer }, place) =>
        tries.length === 1 && (answer === 'lost' || (answer === 'held up' && place === requests.length - 1)),
    );
    const lost = requests[index];
    if (!lost) return undefined;
    const next = requests[index + 1];
    const end = endOf(evidence);
    const then = next
      ? `; then it went on with ${quote(next.data)}`
      : end
        ? `; then the program ended with ${sayEnd(end)}`
        : ', and the program still waited';
    return {
      code: this.code,
      title: 'Your program does not send a request again when no answer comes in time.',
      evidence: `${lost.tries[0]?.fate === 'lost' ? `${quote(lost.data)} was lost on the way` : `The answer to ${quote(lost.data)} ${lost.answer === 'held up' ? 'was held up' : 'was lost'} on the way`}, and the request was sent only once${then}.`,
      advice:
        'Put sendto and recvfrom into a loop over the tries: settimeout(0.5) before recvfrom, and on socket.timeout go round again and send the very same datagram, as often as is allowed.',
    };
  },
};
