import { indexOfBytes } from '../model/bytes.js';
import { echoOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, flowsOf, type Flow } from './flows.js';
import { isServer } from './programs.js';
import { quote } from './say.js';

/** It sends something as soon as a client has connected, and the client takes it for its answer. */
export const speaksFirst: Diagnosis = {
  code: 'speaks-first',
  explains: ['reply-differs', 'extra-bytes', 'not-quiet'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    // Where an answer is no echo, the words of others may come unasked, as in a chat.
    if (!compared || !isServer(evidence)) return undefined;
    const greetings = flowsOf(evidence.trace)
      .map(unasked)
      .filter((bytes) => bytes.length > 0);
    // What stands before the answer must be that greeting, or something else is wrong too.
    const greeting = greetings.find(
      (bytes) => indexOfBytes(compared.actual, bytes) === 0 && indexOfBytes(compared.expected, bytes) !== 0,
    );
    if (!greeting) return undefined;
    return {
      code: this.code,
      title: 'Your program speaks first.',
      evidence: `It sent ${quote(greeting)} to a client that had not yet sent anything.`,
      advice:
        'After accept, call recv before you send anything: an echo has no greeting, and a client takes whatever comes first for its answer.',
    };
  },
};

/** What came on a connection before anything had been sent on it. */
function unasked({ over, sent, received }: Flow): Uint8Array {
  const first = sent[0]?.atMs ?? Number.POSITIVE_INFINITY;
  return over === 'tcp' ? bytesOf(received.filter(({ atMs }) => atMs < first)) : new Uint8Array();
}
