import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { endOf } from './programs.js';

/** Over TCP an empty recv is the end; over UDP it is a message like any other. */
export const stopsAtEmptyDatagram: Diagnosis = {
  code: 'stops-at-empty-datagram',
  explains: ['no-reply', 'exited'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const end = endOf(evidence);
    const empty = flow?.sent.at(-1);
    // It ends with 0: for an exception, the exception speaks.
    if (
      flow?.over !== 'udp' ||
      empty?.data.length !== 0 ||
      end?.code !== 0 ||
      end.atMs < empty.atMs ||
      flow.received.some(({ atMs }) => atMs > empty.atMs)
    )
      return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program takes an empty datagram for the end.',
      evidence: 'After the datagram of 0 bytes it did not answer, and ended with exit code 0.',
      advice: `That recv gives ${language === 'Python' ? 'b""' : 'no bytes'} at the end is so over TCP only. Over UDP there is no end: take ${language === 'Python' ? '"if not data: break"' : 'what ends the loop at 0 bytes'} out, and answer an empty datagram with an empty one.`,
    };
  },
};
