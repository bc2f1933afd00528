import { sayEnd } from '../model/own-end.js';
import { ABSENCES } from './absences.js';
import type { Diagnosis } from './diagnosis.js';
import { exceptionsOf, sayRaised } from './exceptions.js';
import { flowsOf, sayFlow } from './flows.js';
import { goodbyeAtMs, isServer, lastLine, outputText, ownEndOf } from './programs.js';
import { quoteText } from './say.js';

/** What Python says of a connection that is gone. */
const GONE = /^(?:ConnectionResetError|BrokenPipeError|ConnectionAbortedError|OSError)$/;

/** One client broke off (a reset), and the whole server ended. */
export const diesOnReset: Diagnosis = {
  code: 'dies-on-reset',
  explains: ABSENCES,
  recognise(evidence) {
    const end = ownEndOf(evidence);
    const reset = flowsOf(evidence.trace).findLast(({ left }) => left?.how === 'reset');
    if (!end || end.code === 0 || !isServer(evidence) || !reset?.left || reset.left.atMs > end.atMs) return undefined;
    const raised = exceptionsOf(evidence).at(-1);
    // Another exception has another reason, which its own diagnosis tells.
    const isDueToReset = raised
      ? raised.isFatal && GONE.test(raised.type) && raised.atMs > reset.left.atMs
      : end.signal === undefined;
    if (!isDueToReset || (raised ?? end).atMs > goodbyeAtMs(evidence)) return undefined;
    const said = lastLine(outputText(evidence, 'stderr'));
    return {
      code: this.code,
      title: 'One client that breaks off ends your whole server.',
      evidence:
        `After ${sayFlow(reset)} had reset its connection, the program ended with ${sayEnd(end)}. ${raised ? sayRaised(raised) : said === '' ? '' : `Its last words were ${quoteText(said, 80)}.`}`.trim(),
      advice:
        'Put try/except ConnectionError inside of the accept loop, round the conversation with one client (recv and sendall), close that socket, and go on with the next accept.',
    };
  },
};
