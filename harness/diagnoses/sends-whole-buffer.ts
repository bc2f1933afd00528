import { equalBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { comparedOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';

/** The whole buffer goes out, whatever part of it was filled: zero bytes follow the answer, or what lay there before. */
export const sendsWholeBuffer: Diagnosis = {
  code: 'sends-whole-buffer',
  explains: ['extra-bytes', 'reply-differs'],
  recognise(evidence) {
    const compared = comparedOf(evidence);
    if (!compared || !equalBytes(compared.actual.subarray(0, compared.expected.length), compared.expected))
      return undefined;
    const { expected, actual } = compared;
    const extra = actual.subarray(expected.length);
    if (expected.length === 0 || extra.length < FEWEST) return undefined;
    // On a stream all that came before counts as right; it is the last message that the buffer held.
    const messages = failingFlow(evidence)?.sent.map(({ data }) => data) ?? [];
    const right = Math.min(messages.at(-1)?.length ?? expected.length, expected.length);
    const older = messages
      .slice(0, -1)
      .some((data) => data.length > right && equalBytes(data.subarray(right, right + extra.length), extra));
    const isZero = extra.every((byte) => byte === 0);
    if (!isZero && !older) return undefined;
    return {
      code: this.code,
      title: 'Your program sends its whole buffer, not only what it has received.',
      evidence: `${sayBytes(right)} ${right === 1 ? 'is' : 'are'} right, and ${sayBytes(extra.length)} follow that ${isZero ? 'are all zero' : 'are left from an earlier message'}: ${sayBytes(right + extra.length)} in all.`,
      advice:
        'Send as many bytes as recv gave and no more: sendall(data) with the data that recv returned, or buffer[:n] after n = recv_into(buffer); in C, send(fd, buffer, n, 0).',
    };
  },
};

const FEWEST = 2;
