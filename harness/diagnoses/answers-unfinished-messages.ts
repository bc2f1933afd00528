import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, type Flow } from './flows.js';
import { quote } from './say.js';

/** It answered what was no whole message yet, or gave it up: it takes what one recv gives for one. */
export const answersUnfinishedMessages: Diagnosis = {
  code: 'answers-unfinished-messages',
  explains: [
    'reply-differs',
    'reply-incomplete',
    'extra-bytes',
    'not-quiet',
    'closed-early',
    'reset-by-program',
    'malformed',
  ],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const [first] = flow?.received ?? [];
    // Who has finished sending in the middle of a message gets no answer, and rightly.
    if (!flow || flow.halfClosedAtMs !== undefined) return undefined;
    const atMs = first?.atMs ?? flow.ended?.atMs;
    if (atMs === undefined || !hadOnlyAPart(atMs, flow, evidence)) return undefined;
    const [answerBytes] = (first && evidence.cut?.(first.data)?.messages) ?? [];
    return {
      code: this.code,
      title: first
        ? 'Your program answers a message of which it has only a part.'
        : 'Your program gives a message up of which it has only a part.',
      // How much it had been sent is another number in each run: the wire tells it.
      evidence: `The message was still under way when ${first ? `it answered ${quote(first.data.subarray(0, answerBytes))}` : 'it closed the connection'}.`,
      advice: COLLECT,
    };
  },
};

/** True where nothing but the beginning of a message had been sent by then. Who speaks before that only greets. */
function hadOnlyAPart(atMs: number, { sent }: Flow, { cut }: Evidence): boolean {
  const asked = cut?.(bytesOf(sent.filter((piece) => piece.atMs < atMs)));
  return asked?.messages.length === 0 && asked.restBytes > 0;
}

/** What all have to learn who take one recv for one message. */
export const COLLECT =
  'TCP is a stream: one recv brings a part of a message, or the whole, or several. Keep what comes in a buffer; while there is a whole message at its beginning, take it out and answer it; leave the rest there for the next recv.';
