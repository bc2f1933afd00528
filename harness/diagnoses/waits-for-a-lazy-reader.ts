import { sayBytes } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf, sayFlow, wasOpen } from './flows.js';
import { endOf, isServer } from './programs.js';
import { capital } from './say.js';

/** A client sends and never reads; sendall waits for it, and everybody else waits for sendall. */
export const waitsForALazyReader: Diagnosis = {
  code: 'waits-for-a-lazy-reader',
  explains: ['no-reply'],
  recognise(evidence) {
    const failing = failingFlow(evidence);
    if (!failing || failing.received.length > 0 || failing.sent.length === 0 || !isServer(evidence) || endOf(evidence))
      return undefined;
    const { peers } = evidence.plan.spec;
    const lazy = flowsOf(evidence.trace).find(
      (flow) =>
        flow.name !== failing.name && wasOpen(flow) && flow.sent.length > 0 && peers[flow.actor]?.reads === 'never',
    );
    if (!lazy) return undefined;
    const sent = lazy.sent.reduce((total, { data }) => total + data.length, 0);
    return {
      code: this.code,
      title: 'A client that does not read makes all others wait.',
      evidence: `${capital(sayFlow(lazy))} had sent ${sayBytes(sent)} and read none of the answer; ${sayFlow(failing)} then got nothing at all.`,
      advice:
        'As long as its client does not read, sending to it waits. Give each client a thread of its own; with select, ask also whether its socket is writable, and keep for later what send did not take.',
    };
  },
};
