import { equalBytes } from '../model/bytes.js';
import { comparedOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';
import { isServer } from './programs.js';

/** A line end that nobody has sent follows the message. */
export const lineEndAdded: Diagnosis = {
  code: 'line-end-added',
  explains: ['extra-bytes', 'reply-differs'],
  recognise(evidence) {
    const compared = comparedOf(evidence);
    if (!compared) return undefined;
    const { expected, actual } = compared;
    const ending = ENDINGS.find(({ bytes }) => equalBytes(actual.subarray(expected.length), bytes));
    if (!ending || expected.length === 0 || !equalBytes(actual.subarray(0, expected.length), expected))
      return undefined;
    const isUdp = failingFlow(evidence)?.over === 'udp';
    return {
      code: this.code,
      title: 'Your program puts a line end after the message.',
      evidence: `The message is right, but ${ending.name} follows it.`,
      advice: isServer(evidence)
        ? `Send back exactly the bytes that came, as in ${wordsOf(evidence).send}: without "\\n" behind them, and not through what writes lines (print, println).`
        : isUdp
          ? 'A datagram needs no end: its length travels with it. Send the text alone, without "\\n".'
          : 'Send the text alone, without "\\n" after it.',
    };
  },
};

const ENDINGS = [
  { bytes: Uint8Array.of(0x0a), name: 'a line feed (\\n, 0a)' },
  { bytes: Uint8Array.of(0x0d, 0x0a), name: 'CRLF (\\r\\n, 0d 0a)' },
  { bytes: Uint8Array.of(0x0d), name: 'a carriage return (\\r, 0d)' },
];
