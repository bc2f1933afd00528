import { indexOfBytes, toBytes } from '../model/bytes.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, flowsOf, type Flow } from './flows.js';
import { endOf, isServer, outputOf, printedBy } from './programs.js';
import { quote } from './say.js';

/** The message, or its answer, is on the program's own screen, and nowhere else. */
export const printsInsteadOfSending: Diagnosis = {
  code: 'prints-instead-of-sending',
  explains: ['no-reply'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    if (!flow || flow.later.received.length > 0 || !isServer(evidence) || endOf(evidence)) return undefined;
    const message = messagePrinted(flow, evidence);
    const printed = message ?? answerPrinted(flow, evidence);
    if (!printed) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: `Your program prints ${message ? 'the message and sends nothing back' : 'its answer and does not send it'}.`,
      evidence: `It printed ${quote(printed)}, and nothing came to the client.`,
      advice:
        language === 'Python'
          ? 'What is printed is seen on your own screen only. What the client is to get, send on its connection: conn.sendall(data); over UDP, sock.sendto(data, addr).'
          : 'What is printed is seen on your own screen only. What the client is to get, send on its connection; over UDP, to the address that its datagram came from.',
    };
  },
};

/** It is what it read there, if anything was: what is unread cannot be printed. Who has answered before may only log it. */
function messagePrinted({ sent, received }: Flow, evidence: Evidence): Uint8Array | undefined {
  const asked = sent.at(-1)?.data;
  if (!asked || asked.length < FEWEST || received.length > 0) return undefined;
  return indexOfBytes(outputOf(evidence, 'stdout'), asked.subarray(0, 200)) < 0 ? undefined : asked;
}

const FEWEST = 3;

/** A line of its own, printed when it had been asked, which is just what the client waits for. */
function answerPrinted({ sent }: Flow, evidence: Evidence): Uint8Array | undefined {
  const asked = sent.at(-1);
  const answer = evidence.expected && new TextDecoder().decode(evidence.expected).trim();
  if (!asked || !answer || answer.length < 2) return undefined;
  const since = printedBy(evidence, 'stdout').filter(({ atMs }) => atMs >= asked.atMs);
  const lines = new TextDecoder().decode(bytesOf(since)).split(/\r?\n/);
  // What went to another client is sent, and only lost its way.
  const isSent = flowsOf(evidence.trace).some(({ received }) => received.some(({ atMs }) => atMs >= asked.atMs));
  return lines.includes(answer) && !isSent ? toBytes(answer) : undefined;
}
