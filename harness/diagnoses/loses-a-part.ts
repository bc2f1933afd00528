import { firstDifference, indexOfBytes } from '../model/bytes.js';
import { grouped, sayBytes, sayCount } from '../model/grouped.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow, type Flow } from './flows.js';

/** The answer goes on after a gap: bytes that were read were never sent back. */
export const losesAPart: Diagnosis = {
  code: 'loses-a-part',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const compared = echoOf(evidence);
    if (!compared || flow?.over !== 'tcp') return undefined;
    const { expected, actual } = compared;
    const at = firstDifference(expected, actual) ?? actual.length;
    const gap = at > 0 && at < actual.length ? (sayPieces(flow, actual) ?? sayGap(expected, actual, at)) : undefined;
    if (gap === undefined) return undefined;
    const { language, send } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program loses a part of the message.',
      evidence: gap,
      advice: `Send back all that each recv gave, at once, with ${send}: ${language === 'Python' ? 'send may take only a part of it and tells you how much, data[:n] drops the rest' : 'where that takes only a part, it tells how much, and the rest is still to be sent'}, and what is read and not sent is gone.`,
    };
  },
};

function sayGap(expected: Uint8Array, actual: Uint8Array, at: number): string | undefined {
  const next = actual.subarray(at, at + PROOF);
  const found = indexOfBytes(expected, next, at + 1);
  // A short end proves it where it is the end of the message too.
  if (found < 0 || (next.length < PROOF && found + next.length !== expected.length)) return undefined;
  // Where the message repeats itself, it does not show how much is missing.
  const isSure = indexOfBytes(expected, next, found + 1) < 0;
  return `After the first ${sayBytes(at)} the answer goes on ${isSure ? `${sayBytes(found - at)} ` : ''}further on in the message: those between are missing.`;
}

/** So many bytes in a row are not found at another place by chance. */
const PROOF = 24;

/** The message went out in pieces, and what came back is some of them, each whole and in their order. */
function sayPieces({ sent }: Flow, actual: Uint8Array): string | undefined {
  let at = 0;
  let kept = 0;
  for (const { data } of sent) {
    if (firstDifference(data, actual.subarray(at, at + data.length)) !== undefined) continue;
    at += data.length;
    kept++;
  }
  return at === actual.length && kept > 1 && kept < sent.length
    ? `The message was sent in ${sayCount(sent.length, 'piece')}, and ${grouped(kept)} of them came back.`
    : undefined;
}
