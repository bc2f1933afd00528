import { sayBytes, sayCount } from '../model/grouped.js';
import { COLLECT } from './answers-unfinished-messages.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, type Flow } from './flows.js';
import { isServer } from './programs.js';

/** Its first answer is as long as the first piece that went out, which was no message: but a part of one, or several. */
export const takesAPieceForAMessage: Diagnosis = {
  code: 'takes-a-piece-for-a-message',
  explains: ['no-reply', 'reply-differs', 'reply-incomplete', 'extra-bytes', 'closed-early', 'reset-by-program'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const [first] = flow?.sent ?? [];
    const piece = flow && sayFirstPiece(flow, evidence);
    if (!flow || !first || !piece || !isServer(evidence)) return undefined;
    const answers = flow.received.filter(({ atMs }) => atMs > first.atMs);
    if (evidence.cut?.(bytesOf(answers))?.messages[0] !== first.data.length) return undefined;
    return {
      code: this.code,
      title: 'Your program takes what one recv gives for one message.',
      evidence: `${piece} went out first, in one piece of ${sayBytes(first.data.length)}; its first answer is exactly as long.`,
      advice: COLLECT,
    };
  },
};

/** Undefined where it is a message, and no more. */
function sayFirstPiece({ sent }: Flow, { cut }: Evidence): string | undefined {
  const first = sent[0] && cut?.(sent[0].data);
  if (!first) return undefined;
  const count = first.messages.length;
  if (first.restBytes === 0) return count > 1 ? sayCount(count, 'message') : undefined;
  return count === 0 ? 'A part of a message' : `${sayCount(count, 'message')} and a part of the next`;
}
