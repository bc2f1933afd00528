import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, type Flow } from './flows.js';
import { quote, sayBytes } from './say.js';

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
    const before = atMs === undefined ? undefined : partBefore(atMs, flow, evidence);
    if (!before) return undefined;
    return {
      code: this.code,
      title: first
        ? 'Your program answers a message of which it has only a part.'
        : 'Your program gives a message up of which it has only a part.',
      evidence: `It had been sent ${sayBytes(before.length)}, ${quote(before)}, which ${before.length === 1 ? 'is' : 'are'} no whole message here; ${first ? `its answer was ${quote(first.data)}` : 'it closed the connection'}.`,
      advice: COLLECT,
    };
  },
};

/** What had been sent by then, where that was only the beginning of a message. Nothing at all is none: who speaks first greets. */
function partBefore(atMs: number, { sent }: Flow, { cut }: Evidence): Uint8Array | undefined {
  const before = bytesOf(sent.filter((piece) => piece.atMs < atMs));
  const asked = cut?.(before);
  return asked?.messages.length === 0 && asked.restBytes > 0 ? before : undefined;
}

/** What all have to learn who take one recv for one message. */
export const COLLECT =
  'TCP is a stream: one recv brings a part of a message, or the whole, or several. Keep what comes in a buffer; while there is a whole message at its beginning, take it out and answer it; leave the rest there for the next recv.';
