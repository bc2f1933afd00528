import { sayBytes } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, failingFlow } from './flows.js';
import { isServer, outlived } from './programs.js';

/** All was read and answered, and yet the end is a reset: only SO_LINGER does that. */
export const resetsInsteadOfClosing: Diagnosis = {
  code: 'resets-instead-of-closing',
  explains: ['reset-by-program'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (
      flow?.over !== 'tcp' ||
      flow.ended?.how !== 'reset' ||
      flow.halfClosedAtMs === undefined ||
      !isServer(evidence) ||
      !outlived(evidence)
    )
      return undefined;
    const sent = bytesOf(flow.sent).length;
    // A close with bytes still unread is a reset too; what was echoed was read.
    if (sent === 0 || bytesOf(flow.received).length !== sent) return undefined;
    return {
      code: this.code,
      title: 'Your program resets the connection instead of closing it.',
      evidence: `It had read and sent back ${sent === 1 ? 'the 1 byte' : `all ${sayBytes(sent)}`}, so nothing was left unread: then only SO_LINGER with a time of 0 makes a reset of close().`,
      advice:
        'Take setsockopt(SOL_SOCKET, SO_LINGER, ...) out and call conn.close(). A reset throws away what is still on its way to the client. Against "address already in use", SO_REUSEADDR helps.',
    };
  },
};
