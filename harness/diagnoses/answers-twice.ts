import { equalBytes } from '../model/bytes.js';
import { comparedOf, extraOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { capital, quote } from './say.js';

/** The same answer came a second time. */
export const answersTwice: Diagnosis = {
  code: 'answers-twice',
  explains: ['extra-bytes', 'reply-differs', 'not-quiet'],
  recognise(evidence) {
    const again = repeated(evidence);
    if (!again || again.length < FEWEST) return undefined;
    return {
      code: this.code,
      title: 'Your program sends its answer twice.',
      evidence: `${capital(quote(again))} came, and then the same once more.`,
      advice:
        'Look for a second sendall (or sendto) on the way of one message, perhaps in a function that should only print or log, or in a loop that runs once too often.',
    };
  },
};

/** One byte may be the same as the one before it by chance. */
const FEWEST = 2;

function repeated(evidence: Parameters<Diagnosis['recognise']>[0]): Uint8Array | undefined {
  const flow = failingFlow(evidence);
  if (evidence.finding.code === 'not-quiet') {
    const extra = extraOf(evidence);
    const asked = flow?.sent.filter(({ data }) => equalBytes(data, extra)).length ?? 0;
    const came = flow?.received.filter(({ data }) => equalBytes(data, extra)).length ?? 0;
    return flow?.over === 'udp' && asked > 0 && came > asked ? extra : undefined;
  }
  const compared = comparedOf(evidence);
  if (!compared) return undefined;
  const { expected, actual } = compared;
  const extra = actual.subarray(expected.length);
  // All that is too much is the end of what was right: the last answer again.
  const isAgain =
    extra.length > 0 &&
    extra.length <= expected.length &&
    equalBytes(actual.subarray(0, expected.length), expected) &&
    equalBytes(expected.subarray(expected.length - extra.length), extra);
  // After more than one message only a whole one counts as an answer.
  const isMessage = equalBytes(extra, expected) || flow?.sent.some(({ data }) => equalBytes(data, extra)) === true;
  return isAgain && isMessage ? extra : undefined;
}
