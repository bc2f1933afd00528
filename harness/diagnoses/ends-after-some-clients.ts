import { sayCount } from '../model/grouped.js';
import { ABSENCES } from './absences.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf } from './flows.js';
import { endOf, isServer, programOf } from './programs.js';

/** The server came to its end by itself, without an error, when it had served its first clients. */
export const endsAfterSomeClients: Diagnosis = {
  code: 'ends-after-some-clients',
  explains: ABSENCES,
  recognise(evidence) {
    const end = endOf(evidence);
    if (end?.code !== 0 || !isServer(evidence)) return undefined;
    const failing = failingFlow(evidence)?.name;
    const served = flowsOf(evidence.trace).filter(
      ({ name, over, received, left, openedAtMs }) =>
        openedAtMs !== undefined && (over === 'udp' ? received.length > 0 : name !== failing && left !== undefined),
    );
    const isUdp = evidence.plan.spec.programs[programOf(evidence)]?.over === 'udp';
    const count = isUdp ? served.reduce((total, { received }) => total + received.length, 0) : served.length;
    const what = isUdp ? 'datagram' : 'client';
    const after = count === 0 ? '' : count === 1 ? ` after its first ${what}` : ` after ${sayCount(count, what)}`;
    return {
      code: this.code,
      title: `Your server ends by itself${after}.`,
      evidence: 'It ended with exit code 0, as if there was nothing left to do, and whoever came then found nobody.',
      advice: isUdp
        ? 'A server never ends by itself: put recvfrom and sendto into a loop without end.'
        : `A server never ends by itself: put accept, and the conversation with that client, into a loop without end${wordsOf(evidence).language === 'Python' ? ': while True: conn, addr = s.accept()' : ''}. If they are in one, a break or an exception has left it: catch the exception inside of the loop, round that client.`,
    };
  },
};
