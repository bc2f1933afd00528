import { sayBytes } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { endOf, isServer } from './programs.js';

/** The client has finished, all has come back, and the server does not close. */
export const keepsConnectionOpen: Diagnosis = {
  code: 'keeps-connection-open',
  explains: ['still-open'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (flow?.halfClosedAtMs === undefined || flow.ended || !isServer(evidence) || endOf(evidence)) return undefined;
    const came = flow.received.reduce((total, { data }) => total + data.length, 0);
    const { language, hasClosed } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program does not close the connection when the client has finished.',
      evidence: `The client closed its side${came > 0 ? `, and ${came === 1 ? 'its 1 byte' : `all ${sayBytes(came)}`} came back` : ''}; but the connection stayed open.`,
      advice: `When ${hasClosed}, the client has finished sending: leave the loop and close the connection${language === 'Python' ? ' with conn.close(), or let the conversation stand in a "with conn:" block' : ''}.`,
    };
  },
};
