import { ABSENCES } from './absences.js';
import type { Diagnosis } from './diagnosis.js';
import { exceptionsOf, sayRaised } from './exceptions.js';
import { failingFlow, flowsOf, sayFlow } from './flows.js';
import { goodbyeAtMs, isServer } from './programs.js';
import { capital } from './say.js';

/** A client connected and left without a word, and the server died of it. */
export const diesOnSilentClient: Diagnosis = {
  code: 'dies-on-silent-client',
  explains: ABSENCES,
  recognise(evidence) {
    const raised = exceptionsOf(evidence).at(-1);
    if (!raised?.isFatal || raised.atMs > goodbyeAtMs(evidence) || !isServer(evidence)) return undefined;
    const silent = flowsOf(evidence.trace).findLast(
      ({ over, left, sent }) => over === 'tcp' && left?.how === 'fin' && sent.length === 0,
    );
    if (!silent?.left || silent.left.atMs > raised.atMs) return undefined;
    // The next client's message must not have been what it died of: a reset says that it was never read.
    const next = failingFlow(evidence);
    const wasRead = next !== undefined && next.sent.length > 0 && next.ended?.how !== 'reset';
    if (wasRead) return undefined;
    return {
      code: this.code,
      title: 'A client that leaves without a word ends your whole server.',
      evidence: `${capital(sayFlow(silent))} connected, sent nothing and closed. ${sayRaised(raised)}`,
      advice:
        'When a client has left, recv gives b"": check "if not data: break" before you look into the data, close the connection, and go on with the next accept.',
    };
  },
};
