import { sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf, sayFlow } from './flows.js';
import { endOf, isServer } from './programs.js';
import { capital } from './say.js';

/** Over UDP: the one who came first is answered, and nobody else is. */
export const answersFirstClientOnly: Diagnosis = {
  code: 'answers-first-client-only',
  explains: ['no-reply'],
  recognise(evidence) {
    if (endOf(evidence) || !isServer(evidence)) return undefined;
    const asking = flowsOf(evidence.trace)
      .filter(({ over, sent, left }) => over === 'udp' && sent.length > 0 && !left)
      .toSorted((a, b) => (a.sent[0]?.atMs ?? 0) - (b.sent[0]?.atMs ?? 0));
    const [first, ...others] = asking;
    if (
      !first ||
      first.received.length === 0 ||
      others.length < 2 ||
      others.some(({ received }) => received.length > 0)
    )
      return undefined;
    return {
      code: this.code,
      title: 'Your program answers only the first client that has written to it.',
      evidence: `${capital(sayFlow(first))} wrote first and was answered; ${sayCount(others.length, 'other client')} got nothing.`,
      advice:
        'Do not call connect on the socket of a UDP server, and keep no address: answer each recvfrom with sendto(data, addr), to the address that came with it.',
    };
  },
};
