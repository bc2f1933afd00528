import { sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf, sayFlow, wasOpen } from './flows.js';
import { endOf, isServer } from './programs.js';
import { capital } from './say.js';

/** It was accepted, and nobody reads from it, although clients that came later are served: no thread has its connection. */
export const losesAClient: Diagnosis = {
  code: 'loses-a-client',
  explains: ['no-reply'],
  recognise(evidence) {
    const failing = failingFlow(evidence);
    if (!failing?.observed?.accepted || failing.observed.unreadBytes === 0 || failing.received.length > 0)
      return undefined;
    if (!isServer(evidence) || endOf(evidence)) return undefined;
    const open = flowsOf(evidence.trace).filter(wasOpen);
    const behind = open.slice(open.findIndex(({ name }) => name === failing.name) + 1);
    const served = behind.filter(({ received }) => received.length > 0);
    if (served.length === 0) return undefined;
    return {
      code: this.code,
      title: 'Your program accepts a client and then loses it.',
      evidence: `${capital(sayFlow(failing))} was accepted, and what it had sent was never read, while ${sayCount(served.length, 'client')} that came after it ${served.length === 1 ? 'was' : 'were'} served.`,
      advice:
        'Each thread needs a connection of its own. A variable that the next accept writes to is another client’s by the time the thread looks at it: hand the connection over, in Python with args=(conn,), in C as a copy (malloc for each, not &c), and let the thread use nothing else.',
    };
  },
};
