import { indexOfBytes } from '../model/bytes.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, type Flow } from './flows.js';
import { isServer } from './programs.js';
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
    if (!flow || flow.halfClosedAtMs !== undefined || !isServer(evidence)) return undefined;
    // The right answer came as well: what came before it is a late greeting.
    if (evidence.expected && indexOfBytes(bytesOf(flow.received), evidence.expected) >= 0) return undefined;
    const atMs = first?.atMs ?? flow.ended?.atMs;
    const before = atMs === undefined ? undefined : partBefore(atMs, flow, evidence);
    // A longer one it may have given up for its count, which it takes to be too large.
    if (!before || (!first && before.length > MOST_WITHOUT_A_DOUBT)) return undefined;
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

/** Of no protocol is this a message too long to be waited for. */
const MOST_WITHOUT_A_DOUBT = 64;

/** What had been sent by then, where that is nothing but the beginning of a message. Who speaks before that only greets. */
function partBefore(atMs: number, { sent }: Flow, { cut }: Evidence): Uint8Array | undefined {
  const before = bytesOf(sent.filter((piece) => piece.atMs < atMs));
  const asked = cut?.(before);
  return asked?.messages.length === 0 && asked.restBytes > 0 ? before : undefined;
}

/** What all have to learn who take one recv for one message. */
export const COLLECT =
  'TCP is a stream: one recv brings a part of a message, or the whole, or several. Keep what comes in a buffer; while there is a whole message at its beginning, take it out and answer it; leave the rest there for the next recv.';
