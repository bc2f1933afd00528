import { equalBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { isBufferSize } from './buffer-sizes.js';
import { comparedOf, echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { quote } from './say.js';

/** All came but the line end. */
export const lineEndMissing: Diagnosis = {
  code: 'line-end-missing',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const compared = comparedOf(evidence);
    if (!compared) return undefined;
    const { expected, actual } = compared;
    const missing = expected.subarray(actual.length);
    if (
      actual.length === 0 ||
      !isLineEnd(missing) ||
      !equalBytes(actual, expected.subarray(0, actual.length)) ||
      (failingFlow(evidence)?.over === 'tcp' && isBufferSize(actual.length))
    )
      return undefined;
    const [sign, escape] =
      missing.length === 2
        ? ['carriage return and line feed', '\\r\\n']
        : missing[0] === 0x0d
          ? ['carriage return', '\\r']
          : ['line feed', '\\n'];
    const isPython = wordsOf(evidence).language === 'Python';
    const isAnswer = echoOf(evidence) !== undefined;
    return {
      code: this.code,
      title: 'The line end is missing in what your program sends.',
      evidence:
        actual.length <= 40
          ? `It sent ${quote(actual)} without the ${sign} after it.`
          : `All ${sayBytes(actual.length)} before it came, but not the ${sign} at the end.`,
      advice: isAnswer
        ? `Send back the line end as it came: ${isPython ? 'no strip() or rstrip() on the bytes that recv gave' : 'who reads a line is given it without its end, and puts it back'}.`
        : `Who reads lines waits for their end: put it after the text yourself, as in ${isPython ? `sendall(b"hello${escape}")` : `"hello${escape}"`}.`,
    };
  },
};

function isLineEnd(bytes: Uint8Array): boolean {
  return LINE_ENDS.some((end) => equalBytes(bytes, end));
}

const LINE_ENDS = [Uint8Array.of(0x0a), Uint8Array.of(0x0d, 0x0a), Uint8Array.of(0x0d)];
