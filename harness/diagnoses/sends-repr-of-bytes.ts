import { equalBytes, firstDifference, toBytes } from '../model/bytes.js';
import { comparedOf } from './compared.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { quote } from './say.js';

/** `str(b"hello")` is `b'hello'`, with the b and the quotes. */
export const sendsReprOfBytes: Diagnosis = {
  code: 'sends-repr-of-bytes',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const shown = sameAsRepr(evidence) ?? rightWhenUndone(evidence);
    if (!shown) return undefined;
    const { expected, actual } = shown;
    return {
      code: this.code,
      title: 'Your program sends bytes as Python writes them down, with b and quotes.',
      evidence: `For ${quote(expected, 24)} it sent ${quote(actual, 24)}.`,
      advice:
        'Both str(data) and f"{data}" make a description of the bytes. Send the bytes themselves: sendall(data); where text is needed, data.decode().',
    };
  },
};

interface Shown {
  /** What it should have sent, and what it sent. */
  readonly expected: Uint8Array;
  readonly actual: Uint8Array;
}

/** Where the bytes that are due are known: they came written down. */
function sameAsRepr(evidence: Evidence): Shown | undefined {
  const compared = comparedOf(evidence);
  if (!compared || compared.expected.length === 0) return undefined;
  const { expected, actual } = compared;
  const written = reprOf(expected.subarray(0, 256));
  // The closing quote comes where a recv ended, and only there.
  const same = firstDifference(written, actual) ?? written.length;
  return same < Math.min(written.length - 1, 2 + Math.min(expected.length, ENOUGH)) || same < 3
    ? undefined
    : { expected, actual };
}

/** They came written down in the midst of other words, or where only the kind of answer is known: undone, it is right. */
function rightWhenUndone({ finding, expected, actual, wants }: Evidence): Shown | undefined {
  const [message] = new TextDecoder().decode(actual.subarray(0, MOST)).split(/\r?\n/);
  const undone = message?.replace(WRITTEN, '$2');
  if (finding.code !== 'reply-differs' || message === undefined || undone === undefined || undone === message)
    return undefined;
  const meant = toBytes(undone);
  const isRight = expected ? equalBytes(meant, expected) : wants?.(meant);
  return isRight === true ? { expected: meant, actual: toBytes(message) } : undefined;
}

/** No escape is undone but those of the line end. */
const WRITTEN = /\bb(['"])((?:(?!\1)[^\\])+)(?:\\r)?(?:\\n)?\1/g;

const MOST = 4096;

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
