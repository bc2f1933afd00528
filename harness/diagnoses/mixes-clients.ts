import { indexOfBytes } from '../model/bytes.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, failingFlow, flowsOf, isEcho, sayFlow, type Flow } from './flows.js';
import { isServer } from './programs.js';
import { capital, quote } from './say.js';

/** What one client said comes out at another, who never said it. */
export const mixesClients: Diagnosis = {
  code: 'mixes-clients',
  explains: ['reply-differs', 'reply-incomplete', 'no-reply', 'closed-early'],
  recognise(evidence) {
    const failing = failingFlow(evidence);
    // Where a program is to pass words on, as a chat does, it proves nothing that they arrive.
    if (!failing || !isServer(evidence) || !isEcho(evidence.expected, failing)) return undefined;
    const flows = flowsOf(evidence.trace).filter((flow) => flow.name !== failing.name);
    const got = flows.flatMap((other) =>
      strangeWords(other, failing).map((words) => ({ from: other, to: failing, words })),
    )[0];
    const lost =
      evidence.finding.code === 'no-reply' || evidence.finding.code === 'reply-incomplete'
        ? flows.flatMap((other) =>
            strangeWords(failing, other).map((words) => ({ from: failing, to: other, words })),
          )[0]
        : undefined;
    const found = got ?? lost;
    if (!found) return undefined;
    return {
      code: this.code,
      title: 'Your program sends to one client what another one said.',
      evidence: `${capital(sayFlow(found.to))} received ${quote(found.words)}, which ${sayFlow(found.from)} had sent${found.from.left ? ' before' : ''}.`,
      advice: adviceFor(failing, found.from, wordsOf(evidence).language === 'Python'),
    };
  },
};

/** Messages of one flow that came out at the other, and cannot be the other's own. */
function strangeWords(from: Flow, to: Flow): Uint8Array[] {
  const received = bytesOf(to.received);
  const own = bytesOf(to.sent);
  return from.sent
    .map(({ data }) => data)
    .filter((data) => data.length >= FEWEST && indexOfBytes(received, data) >= 0 && indexOfBytes(own, data) < 0);
}

/** Shorter ones may turn up by chance. */
const FEWEST = 4;

function adviceFor(failing: Flow, from: Flow, isPython: boolean): string {
  if (failing.over === 'udp')
    return 'Answer with sendto, where data and address come from the same recvfrom; keep no address from an earlier datagram, and do not connect the socket.';
  if (from.left && from.actor === failing.actor)
    return 'Make the buffer anew for each client, after accept and inside of the loop, and send only what this recv gave.';
  return `Answer only on the connection that the message came from, and keep what belongs to one client in local variables of its thread, not in global ones or those of an object${isPython ? ': threading.Thread(target=serve, args=(conn,))' : ''}.`;
}
