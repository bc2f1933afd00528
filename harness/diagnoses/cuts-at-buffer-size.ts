import { firstDifference } from '../model/bytes.js';
import { grouped, sayBytes } from '../model/grouped.js';
import { isBufferSize } from './buffer-sizes.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';

/** So many bytes as one buffer holds came back, and no more: whether they were never fetched or dropped, it does not show. */
export const cutsAtBufferSize: Diagnosis = {
  code: 'cuts-at-buffer-size',
  explains: ['reply-incomplete', 'closed-early', 'reset-by-program'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const compared = echoOf(evidence);
    if (!compared || flow?.over !== 'tcp') return undefined;
    const { expected, actual } = compared;
    const count = actual.length;
    // A beginning that was itself sent alone, or one that a large send may have taken, has other reasons.
    if (
      !isBufferSize(count) ||
      count > LARGEST ||
      (flow.sent[0]?.data.length ?? 0) <= count ||
      firstDifference(expected, actual) !== count
    )
      return undefined;
    const { language, hasClosed } = wordsOf(evidence);
    return {
      code: this.code,
      title: `Your program sends back ${sayBytes(count)} of a long message and no more.`,
      evidence: `${grouped(count)} of ${sayBytes(expected.length)} came back, and ${grouped(count)} is a usual buffer size.`,
      advice: `One recv of ${count} bytes brings only a part of a long message${language === 'Python' ? `, and data[:${count}] keeps only a part` : ''}: read on and on until ${hasClosed}, and send back all of every part.`,
    };
  },
};

/** What is given to recv. */
const LARGEST = 8192;
