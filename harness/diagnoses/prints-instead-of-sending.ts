import { indexOfBytes } from '../model/bytes.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { endOf, isServer, outputOf } from './programs.js';
import { quote } from './say.js';

/** The message is on the program's own screen, and nowhere else. */
export const printsInsteadOfSending: Diagnosis = {
  code: 'prints-instead-of-sending',
  explains: ['no-reply'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const asked = flow?.sent.at(-1)?.data;
    if (
      !flow ||
      !asked ||
      asked.length < FEWEST ||
      flow.received.length + flow.later.received.length > 0 ||
      !isServer(evidence) ||
      endOf(evidence)
    )
      return undefined;
    // It is what it read there, if anything was: what is unread cannot be printed.
    if (indexOfBytes(outputOf(evidence, 'stdout'), asked.subarray(0, 200)) < 0) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program prints the message and sends nothing back.',
      evidence: `It printed ${quote(asked)}, and nothing came to the client.`,
      advice:
        language === 'Python'
          ? 'What is printed is seen on your own screen only. What the client is to get, send on its connection: conn.sendall(data); over UDP, sock.sendto(data, addr).'
          : 'What is printed is seen on your own screen only. What the client is to get, send on its connection; over UDP, to the address that its datagram came from.',
    };
  },
};

const FEWEST = 3;
