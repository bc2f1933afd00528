import { firstDifference } from '../model/bytes.js';
import { grouped, sayBytes } from '../model/grouped.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { isBufferSize } from './buffer-sizes.js';

/** What comes after the first byte of value 0 is missing: strings end there in C, bytes do not. */
export const stopsAtZeroByte: Diagnosis = {
  code: 'stops-at-zero-byte',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (!compared) return undefined;
    const { expected, actual } = compared;
    const end = actual.length;
    if (expected[end] !== 0 || firstDifference(expected, actual) !== end || expected.subarray(0, end).includes(0))
      return undefined;
    // Over TCP nothing may be the beginning of anything, and a cut at the size of a buffer has another reason.
    if (failingFlow(evidence)?.over === 'tcp' && (end === 0 || isBufferSize(end))) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program stops at the first zero byte.',
      evidence:
        end === 0
          ? `Nothing of the ${sayBytes(expected.length)} came back: the first of them is 00.`
          : `${grouped(end)} of ${sayBytes(expected.length)} came back, and the next is 00.`,
      advice: `Bytes are no string that ends at 0. Send as many bytes as recv gave${language === 'Python' ? ', without find(b"\\0"), split or strip' : ': in C, use the count that it returned, and never strlen'}.`,
    };
  },
};
