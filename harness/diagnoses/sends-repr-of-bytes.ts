import { firstDifference, toBytes } from '../model/bytes.js';
import { comparedOf } from './compared.js';
import type { Diagnosis } from './diagnosis.js';
import { quote } from './say.js';

/** `str(b"hello")` is `b'hello'`, with the b and the quotes. */
export const sendsReprOfBytes: Diagnosis = {
  code: 'sends-repr-of-bytes',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const compared = comparedOf(evidence);
    if (!compared || compared.expected.length === 0) return undefined;
    const { expected, actual } = compared;
    const written = reprOf(expected.subarray(0, 256));
    // The closing quote comes where a recv ended, and only there.
    const same = firstDifference(written, actual) ?? written.length;
    if (same < Math.min(written.length - 1, 2 + Math.min(expected.length, ENOUGH)) || same < 3) return undefined;
    return {
      code: this.code,
      title: 'Your program sends bytes as Python writes them down, with b and quotes.',
      evidence: `For ${quote(expected, 24)} it sent ${quote(actual, 24)}.`,
      advice:
        'Both str(data) and f"{data}" make a description of the bytes. Send the bytes themselves: sendall(data); where text is needed, data.decode().',
    };
  },
};

/** So many characters after the quote prove it. */
const ENOUGH = 16;

function reprOf(bytes: Uint8Array): Uint8Array {
  const quoted = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const escapes: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
  const text = [...bytes].map(
    (byte) =>
      escapes[byte] ??
      (byte === 0x27 && quoted === "'"
        ? "\\'"
        : byte >= 0x20 && byte < 0x7f
          ? String.fromCharCode(byte)
          : `\\x${byte.toString(16).padStart(2, '0')}`),
  );
  return toBytes(`b${quoted}${text.join('')}${quoted}`);
}
