import { equalBytes } from '../model/bytes.js';
import { sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { flowsOf } from './flows.js';
import { endOf, isServer } from './programs.js';

/** Some are answered and some are not, before and after each other: as servers do that play at losing. */
export const dropsSomeDatagrams: Diagnosis = {
  code: 'drops-some-datagrams',
  explains: ['no-reply'],
  recognise(evidence) {
    if (endOf(evidence) || !isServer(evidence) || Object.keys(evidence.plan.spec.links).length > 0) return undefined;
    const flows = flowsOf(evidence.trace).filter(({ over, left }) => over === 'udp' && !left);
    const datagrams = flows
      .flatMap((flow) => {
        const answers = flow.received.map(({ data }) => data);
        return flow.sent.map(({ atMs, data }) => {
          const at = answers.findIndex((answer) => equalBytes(answer, data));
          if (at >= 0) answers.splice(at, 1);
          return { atMs, isAnswered: at >= 0 };
        });
      })
      .toSorted((a, b) => a.atMs - b.atMs);
    const answered = datagrams.filter(({ isAnswered }) => isAnswered).length;
    const between = datagrams.filter(
      ({ isAnswered }, index) =>
        !isAnswered &&
        datagrams.slice(0, index).some((one) => one.isAnswered) &&
        datagrams.slice(index).some((one) => one.isAnswered),
    );
    if (between.length < 2 || between.length >= answered) return undefined;
    return {
      code: this.code,
      title: 'Your program leaves some datagrams without an answer.',
      evidence: `Of ${sayCount(datagrams.length, 'datagram')} it answered ${answered}; others that were sent before and after them got none.`,
      advice:
        'Answer every recvfrom with a sendto. If the program plays at losing datagrams (with random, or a counter), take that out.',
    };
  },
};
