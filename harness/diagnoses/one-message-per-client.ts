import { equalBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, flowsOf, openedAtEndOf, type Flow } from './flows.js';
import { isServer, outlived } from './programs.js';

/** The first message of a client is answered; for the second there is no recv any more. */
export const oneMessagePerClient: Diagnosis = {
  code: 'one-message-per-client',
  explains: ['no-reply', 'closed-early', 'reset-by-program'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (flow?.over !== 'tcp' || flow.halfClosedAtMs !== undefined || !isServer(evidence) || !outlived(evidence))
      return undefined;
    const answer = onlyAnswerOf(flow);
    // Where somebody else was heard twice, it is this client that is treated in another way.
    if (!answer || flowsOf(evidence.trace).some(wasHeardTwice)) return undefined;
    return flow.ended ? closedAfterIt(flow, answer, evidence) : leftUnread(flow);
  },
};

/** What came between the first message and the second, where nothing came later. */
function onlyAnswerOf({ sent, received }: Flow): Uint8Array | undefined {
  const [first, second] = sent;
  if (!first || !second || sent.length > 2) return undefined;
  const answers = received.filter(({ atMs }) => atMs >= first.atMs && atMs <= second.atMs);
  const cameLater = received.some(({ atMs }) => atMs > second.atMs);
  return answers.length === 0 || cameLater ? undefined : bytesOf(answers);
}

function wasHeardTwice({ sent: [, second], received }: Flow): boolean {
  return second !== undefined && received.some(({ atMs }) => atMs > second.atMs);
}

function leftUnread({ observed }: Flow): ReturnType<Diagnosis['recognise']> {
  const unread = observed?.unreadBytes ?? 0;
  if (unread === 0) return undefined;
  return {
    code: oneMessagePerClient.code,
    title: 'Your program answers the first message of a client, and does not come back for the second.',
    evidence: `It answered the first message of this connection; the ${sayBytes(unread)} of the second arrived, and it did not fetch them.`,
    advice:
      'Call accept once for each client, but recv once for each part of what it sends: put the reading and the answer into a loop of their own, after accept. Where there is such a loop, look for what else in it waits: accept, the keyboard, a lock, a sleep.',
  };
}

/**
 * A server may close when it does not like what it was sent, or when somebody else has come or gone; so this is said
 * only where the message came back as an echo, and the end came before anything else was sent.
 */
function closedAfterIt(flow: Flow, answer: Uint8Array, evidence: Evidence): ReturnType<Diagnosis['recognise']> {
  const {
    ended,
    sent: [first, second],
  } = flow;
  if (!first || !second || !ended || ended.atMs > second.atMs || !equalBytes(answer, first.data)) return undefined;
  if (openedAtEndOf(flow, flowsOf(evidence.trace))) return undefined;
  return {
    code: oneMessagePerClient.code,
    title: 'Your program answers one message of each client and no more.',
    evidence: 'It sent the first message of this connection back, and closed it instead of waiting for the second.',
    advice: `Call accept once for each client, but recv once for each part of what it sends: put the reading and the answer into a loop of their own, after accept, until ${wordsOf(evidence).hasClosed}.`,
  };
}
