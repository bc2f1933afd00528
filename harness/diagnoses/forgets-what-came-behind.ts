import { sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, failingFlow } from './flows.js';
import { isServer } from './programs.js';

/** Several messages arrived together; it answered one of them, and nothing more came. */
export const forgetsWhatCameBehind: Diagnosis = {
  code: 'forgets-what-came-behind',
  explains: ['no-reply'],
  recognise(evidence) {
    const { cut } = evidence;
    const flow = failingFlow(evidence);
    const [piece] = flow?.sent ?? [];
    if (!flow || !cut || !piece || !isServer(evidence)) return undefined;
    const together = cut(piece.data)?.messages.length ?? 0;
    // What came before is a greeting.
    const answered = cut(bytesOf(flow.received.filter(({ atMs }) => atMs > piece.atMs)));
    // Behind the piece nothing went out that could have confused it.
    if (together < 2 || flow.sent.length > 1 || answered?.messages.length !== 1 || answered.restBytes > 0)
      return undefined;
    return {
      code: this.code,
      title: 'Your program answers one of several messages that arrive together.',
      evidence: `${sayCount(together, 'message')} went out in one piece; one answer came back, and then nothing more, though the connection is open.`,
      // Whether it forgets the rest, or never looks for a second message, cannot be seen from here.
      advice:
        'Behind an answer go on with the next message, in a loop; and it may be here already, since one recv may bring several. Keep what comes in a buffer, answer as long as there is a whole message at its beginning, and only then call recv again.',
    };
  },
};
