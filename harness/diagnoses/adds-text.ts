import { indexOfBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { echoOf } from './compared.js';
import { bytesOf, failingFlow } from './flows.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { isReadable, quote } from './say.js';

/** The message is there, whole and right, with words of the program's own before or after it. */
export const addsText: Diagnosis = {
  code: 'adds-text',
  explains: ['reply-differs', 'extra-bytes'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (!compared || compared.expected.length === 0) return undefined;
    const { expected, actual } = compared;
    const at = indexOfBytes(actual, expected);
    const before = actual.subarray(0, Math.max(0, at));
    const after = actual.subarray(at + expected.length);
    if (at < 0 || before.length + after.length === 0 || !isReadable(before) || !isReadable(after)) return undefined;
    const where = before.length === 0 ? 'after' : after.length === 0 ? 'before' : 'round';
    const shown = [before, after]
      .filter((bytes) => bytes.length > 0)
      .map((bytes) => quote(bytes, 30))
      .join(' and ');
    return {
      code: this.code,
      title: `Your program puts a text of its own ${where} the message.`,
      evidence: `The ${sayBytes(expected.length)} are there, and ${shown} ${before.length > 0 && after.length > 0 ? 'stand round them' : where === 'before' ? 'stands before them' : 'stands after them'}.`,
      advice: `Send the message alone, as in ${wordsOf(evidence).send}: ${where === 'before' && isFirst(before, evidence) ? 'no greeting after accept, ' : ''}no label like "Echo: ", no quotes. What is meant for you, print.`,
    };
  },
};

/** Where a greeting was due, that stands before it. */
function isFirst(before: Uint8Array, evidence: Evidence): boolean {
  const flow = failingFlow(evidence);
  return flow !== undefined && indexOfBytes(bytesOf(flow.received), before) === 0;
}
