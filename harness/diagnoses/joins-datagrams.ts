import { concat, equalBytes } from '../model/bytes.js';
import { sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { quote } from './say.js';

/** Several datagrams went in, and came out as one. */
export const joinsDatagrams: Diagnosis = {
  code: 'joins-datagrams',
  explains: ['reply-differs', 'no-reply'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (flow?.over !== 'udp') return undefined;
    const sent = flow.sent.map(({ data }) => data).filter((data) => data.length > 0);
    for (const { data } of flow.received) {
      for (let from = 0; from < sent.length; from++) {
        for (let to = from + 2; to <= sent.length; to++) {
          // A datagram that looks like the join may have been sent as it is.
          if (!equalBytes(concat(sent.slice(from, to)), data) || sent.some((one) => equalBytes(one, data))) continue;
          return {
            code: this.code,
            title: 'Your program joins datagrams into one.',
            evidence: `${sayCount(to - from, 'datagram')} were sent to it, and one came back: ${quote(data)}.`,
            advice:
              'Each recvfrom gives exactly one datagram, whole: answer it with one sendto before the next recvfrom, and collect nothing.',
          };
        }
      }
    }
    return undefined;
  },
};
