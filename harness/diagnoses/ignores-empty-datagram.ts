import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { endOf } from './programs.js';

export const ignoresEmptyDatagram: Diagnosis = {
  code: 'ignores-empty-datagram',
  explains: ['no-reply'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (
      flow?.over !== 'udp' ||
      evidence.expected?.length !== 0 ||
      flow.sent.at(-1)?.data.length !== 0 ||
      endOf(evidence)
    )
      return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program does not answer an empty datagram.',
      evidence: 'A datagram of 0 bytes was sent to it, and nothing came back; it still runs.',
      advice:
        language === 'Python'
          ? 'Over UDP b"" is a message like any other. Call sendto(data, addr) for every datagram that recvfrom gives, without "if data:". The asyncio of Python before 3.13 sends no empty datagram: there it takes a plain socket.'
          : 'Over UDP no bytes are a message like any other: answer every datagram that is received, also one of length 0.',
    };
  },
};
