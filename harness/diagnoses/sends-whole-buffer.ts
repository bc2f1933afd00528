import { equalBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { comparedOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { bytesOf, failingFlow, isEcho, type Flow } from './flows.js';

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
    const flow = failingFlow(evidence);
    const messages = flow?.sent.map(({ data }) => data) ?? [];
    const echoes = flow !== undefined && isEcho(expected, flow);
    // On a stream all that came before counts as right; it is the last message that the buffer held.
    const right = Math.min(
      (echoes ? messages.at(-1)?.length : answerBytes(flow, extra)) ?? expected.length,
      expected.length,
    );
    const older = messages
      .slice(0, -1)
      .some((data) => data.length > right && equalBytes(data.subarray(right, right + extra.length), extra));
    const isZero = extra.every((byte) => byte === 0);
    if (!isZero && !older) return undefined;
    const isPython = wordsOf(evidence).language === 'Python';
    return {
      code: this.code,
      title: `Your program sends its whole buffer, not only ${echoes ? 'what it has received' : 'its answer'}.`,
      evidence: `${sayBytes(right)} ${right === 1 ? 'is' : 'are'} right, and ${sayBytes(extra.length)} follow that ${isZero ? 'are all zero' : 'are left from an earlier message'}: ${sayBytes(right + extra.length)} in all.`,
      advice: echoes ? (isPython ? ECHO : ECHO_OF_ARRAY) : ANSWER,
    };
  },
};

const ECHO =
  'Send as many bytes as recv gave and no more: sendall(data) with the data that recv returned, or buffer[:n] after n = recv_into(buffer).';
const ECHO_OF_ARRAY =
  'Send as many bytes as recv gave and no more: in C, send(fd, buffer, n, 0) after n = recv(fd, buffer, size, 0).';
const ANSWER =
  'Send as many bytes as the answer has and no more: in C, send(fd, text, strlen(text), 0) for a text that sprintf has written, or as many as recv gave where they are sent on; in other languages, only that part of the array that was filled.';

/** How many of the bytes that came since we last sent something were its answer; undefined where none were. */
function answerBytes(flow: Flow | undefined, extra: Uint8Array): number | undefined {
  const askedAtMs = flow?.sent.at(-1)?.atMs ?? 0;
  const since = bytesOf(flow?.received.filter(({ atMs }) => atMs >= askedAtMs) ?? []);
  return since.length > extra.length ? since.length - extra.length : undefined;
}

const FEWEST = 2;
