import { concat, equalBytes } from '../model/bytes.js';
import { sayBytes, sayCount } from '../model/grouped.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';

/** One datagram came in, and its bytes went out in several. */
export const answersInSeveralDatagrams: Diagnosis = {
  code: 'answers-in-several-datagrams',
  explains: ['reply-differs'],
  recognise(evidence) {
    const { expected } = evidence;
    const flow = failingFlow(evidence);
    const asked = flow?.sent.at(-1);
    if (flow?.over !== 'udp' || !asked || !expected || expected.length === 0) return undefined;
    const answers = [...flow.received, ...flow.later.received]
      .filter(({ atMs, data }) => atMs >= asked.atMs && data.length > 0)
      .map(({ data }) => data);
    const count = answers.findIndex((_answer, index) => equalBytes(concat(answers.slice(0, index + 1)), expected)) + 1;
    if (count < 2) return undefined;
    return {
      code: this.code,
      title: 'Your program answers one datagram with several.',
      evidence: `The ${sayBytes(expected.length)} came back as ${sayCount(count, 'datagram')}, the first of ${sayBytes(answers[0]?.length ?? 0)}.`,
      advice:
        'Over UDP each sendto is a message of its own, and nobody joins them again: send all that recvfrom gave with one sendto.',
    };
  },
};
