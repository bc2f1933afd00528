import { equalBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { isBufferSize } from './buffer-sizes.js';
import { echoOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { isReadable, quote } from './say.js';

/** Of what one recv brings it answers the first line: what stands after the line end is lost. */
export const answersOneLineOnly: Diagnosis = {
  code: 'answers-one-line-only',
  explains: ['reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const compared = echoOf(evidence);
    // Sent at once, both lines were there together.
    if (!compared || flow?.over !== 'tcp' || flow.sent.length !== 1) return undefined;
    const { expected, actual } = compared;
    const end = expected.indexOf(0x0a);
    const isOneLine = end > 0 && (actual.length === end + 1 || actual.length === end);
    if (
      !isOneLine ||
      end + 1 >= expected.length ||
      !equalBytes(actual, expected.subarray(0, actual.length)) ||
      isBufferSize(actual.length)
    )
      return undefined;
    const rest = expected.subarray(end + 1);
    return {
      code: this.code,
      title: 'Your program answers only up to the first line end.',
      evidence: `${sayBytes(actual.length)} came back, up to the first line end; the ${sayBytes(rest.length)} after it${rest.length <= 30 && isReadable(rest) ? `, ${quote(rest)},` : ''} did not.`,
      advice:
        'TCP knows no lines: one recv may bring two of them, or half a one. Send back all that recv gave; where lines matter, keep what stands after the first in a buffer for the next.',
    };
  },
};
