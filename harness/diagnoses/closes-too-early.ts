import { sayBytes } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, failingFlow, flowsOf, openedAtEndOf, sayFlow, type Flow } from './flows.js';
import { isServer, outlived } from './programs.js';

/** The server hangs up on a client that has not finished. */
export const closesTooEarly: Diagnosis = {
  code: 'closes-too-early',
  explains: ['closed-early', 'reset-by-program'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    // A client may close when it likes, and a server that died closes everything.
    if (flow?.over !== 'tcp' || !flow.ended || flow.halfClosedAtMs !== undefined) return undefined;
    if (!isServer(evidence) || !outlived(evidence)) return undefined;
    const newcomer = openedAtEndOf(flow, flowsOf(evidence.trace));
    const { language, hasClosed } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program closes a connection while its client still uses it.',
      evidence: `The client had not closed its side; ${sayHow(flow, newcomer)}.`,
      advice: newcomer
        ? `Each connection is on its own: keep the clients apart by their socket, not by their address (all on one computer have the same), and close one only when its own client has finished: ${hasClosed}.`
        : `Close a connection only when its client has finished: ${hasClosed}. Look where close() stands${language === 'Python' ? ' and where a "with conn:" block ends: the conversation must be inside' : ': the whole conversation must be before it'}.`,
    };
  },
};

function sayHow(flow: Flow, newcomer: Flow | undefined): string {
  if (newcomer) return `the program closed it just when ${sayFlow(newcomer)} connected`;
  // A reset overtakes what was sent before it, so nothing can be said about that.
  if (flow.ended?.how === 'reset')
    return 'the program broke it off (a reset), as close() does when bytes of the client are still unread';
  const came = bytesOf(flow.received).length;
  return `the program closed it ${came === 0 ? 'without having sent anything' : `after ${sayBytes(came)}`}`;
}
