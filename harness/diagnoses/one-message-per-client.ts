import type { Diagnosis } from './diagnosis.js';
import { failingFlow, flowsOf, openedAtEndOf } from './flows.js';
import { isServer, outlived } from './programs.js';
import { sayBytes } from './say.js';

/** The first message of a client is answered; for the second there is no recv any more. */
export const oneMessagePerClient: Diagnosis = {
  code: 'one-message-per-client',
  explains: ['no-reply', 'closed-early', 'reset-by-program'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (
      flow?.over !== 'tcp' ||
      flow.sent.length < 2 ||
      flow.halfClosedAtMs !== undefined ||
      !isServer(evidence) ||
      !outlived(evidence)
    )
      return undefined;
    const [first, second] = flow.sent;
    const answered = flow.received.filter(({ atMs }) => first && second && atMs >= first.atMs && atMs <= second.atMs);
    const after = flow.received.some(({ atMs }) => second && atMs > second.atMs);
    if (answered.length === 0 || after || flow.sent.length > 2) return undefined;
    const unread = flow.observed?.unreadBytes ?? 0;
    // Where it was closed when somebody else came, that is the reason.
    if (flow.ended ? openedAtEndOf(flow, flowsOf(evidence.trace)) : unread === 0) return undefined;
    return {
      code: this.code,
      title: 'Your program answers one message of each client and no more.',
      evidence: flow.ended
        ? 'It answered the first message of this connection, and closed it instead of waiting for the second.'
        : `It answered the first message of this connection; the ${sayBytes(unread)} of the second arrived, and it did not fetch them.`,
      advice:
        'Call accept once for each client, but recv once for each part of what it sends: put recv and sendall into a loop of their own, after accept, until recv gives b"".',
    };
  },
};
