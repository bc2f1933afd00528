import { firstDifference } from '../model/bytes.js';
import { grouped, sayBytes } from '../model/grouped.js';
import { echoOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';

/** The buffer of recvfrom is smaller than the datagram: what does not fit is gone. */
export const cutsDatagrams: Diagnosis = {
  code: 'cuts-datagrams',
  explains: ['reply-differs'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    if (!compared || failingFlow(evidence)?.over !== 'udp') return undefined;
    const { expected, actual } = compared;
    // Fewer bytes than any buffer has were cut for another reason.
    if (
      actual.length < SMALLEST_BUFFER ||
      actual.length >= expected.length ||
      firstDifference(expected, actual) !== actual.length
    )
      return undefined;
    return {
      code: this.code,
      title: `Your program keeps only ${sayBytes(actual.length)} of a datagram.`,
      evidence: `${grouped(actual.length)} of the ${sayBytes(expected.length)} came back; the rest never came.`,
      advice: `A recvfrom(${actual.length}) throws away what does not fit, and no second call brings it: give it the largest size that there is, recvfrom(65535), and send back all of it.`,
    };
  },
};

const SMALLEST_BUFFER = 16;
