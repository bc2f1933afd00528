import { indexOfBytes } from '../model/bytes.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, flowsOf, type Flow } from './flows.js';
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
    // Who has finished sending in the middle of a message gets no answer, and rightly.
    if (!flow || flow.halfClosedAtMs !== undefined || !isServer(evidence)) return undefined;
    const partAt = partsOf(flow, evidence);
    const first = flow.received.find(({ atMs }) => partAt(atMs));
    const part = first ? partAt(first.atMs) : flow.ended && partAt(flow.ended.atMs);
    // The right answer came as well: what came before it is a late greeting.
    if (!part || wasAnswered(flow, part, evidence)) return undefined;
    // A longer one it may have given up for its count, which it takes to be too large.
    if (!first && part.bytes > MOST_WITHOUT_A_DOUBT) return undefined;
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

/** The beginning of a message: how much of it had been sent, and since when. */
interface Part {
  readonly atMs: number;
  readonly bytes: number;
}

/**
 * Tells of which message only a part had been sent at a time. Of none, unless the messages before it went out by
 * themselves, and were answered: then what comes is no answer to them. Who speaks before anything was sent only greets.
 */
function partsOf(flow: Flow, { cut, trace }: Evidence): (atMs: number) => Part | undefined {
  let to = 0;
  const pieces = flow.sent.map(({ atMs, data }) => ({ atMs, from: to, to: (to += data.length) }));
  let end = 0;
  const asked = cut?.(bytesOf(flow.sent));
  const ends = [0, ...(asked?.messages ?? []).map((bytes) => (end += bytes))];
  const others = flowsOf(trace).filter(({ name }) => name !== flow.name);
  return (atMs) => {
    const last = pieces.findLast((piece) => piece.atMs < atMs);
    if (!asked || !last || ends.includes(last.to)) return undefined;
    const begun = ends.findLast((each) => each < last.to);
    const first = pieces.findIndex(({ from }) => from === begun);
    const [before, piece] = [pieces[first - 1], pieces[first]];
    if (!piece) return undefined;
    const came = flow.received.filter((each) => each.atMs < piece.atMs);
    if (before && !came.some((each) => each.atMs > before.atMs)) return undefined;
    // Whoever has been spoken to may also be told what others do, or have been right about this message, and be at another.
    const isLast = !ends.some((each) => each > piece.from && each < to);
    if (came.length > 0 && (!isLast || others.some(({ left }) => !left || left.atMs > piece.atMs))) return undefined;
    return { atMs: piece.atMs, bytes: last.to - piece.from };
  };
}

function wasAnswered({ received }: Flow, { atMs }: Part, { expected, wants, cut }: Evidence): boolean {
  const came = bytesOf(received.filter((each) => each.atMs > atMs));
  if (expected) return indexOfBytes(came, expected) >= 0;
  let from = 0;
  return (cut?.(came)?.messages ?? []).some((bytes) => wants?.(came.subarray(from, (from += bytes))));
}

/** What all have to learn who take one recv for one message. */
export const COLLECT =
  'TCP is a stream: one recv brings a part of a message, or the whole, or several. Keep what comes in a buffer; while there is a whole message at its beginning, take it out and answer it; leave the rest there for the next recv.';
