import { COLLECT } from './answers-unfinished-messages.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, failingFlow } from './flows.js';
import { sayCount } from './say.js';

/** Several messages arrived together; it answered one of them, and nothing more came. */
export const forgetsWhatCameBehind: Diagnosis = {
  code: 'forgets-what-came-behind',
  explains: ['no-reply'],
  recognise({ cut, ...evidence }) {
    const flow = failingFlow(evidence);
    if (!flow || !cut) return undefined;
    const together = cut(flow.sent[0]?.data ?? new Uint8Array())?.messages.length ?? 0;
    const answered = cut(bytesOf(flow.received));
    // Behind the piece nothing went out that could have confused it.
    if (together < 2 || flow.sent.length > 1 || answered?.messages.length !== 1 || answered.restBytes > 0)
      return undefined;
    return {
      code: this.code,
      title: 'Your program answers one of several messages that arrive together.',
      evidence: `${sayCount(together, 'message')} went out in one piece; one answer came back, and then nothing more, though the connection is open.`,
      advice: COLLECT,
    };
  },
};
