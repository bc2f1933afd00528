import { equalBytes, firstDifference, latin1, toBytes } from '../model/bytes.js';
import { grouped } from '../model/grouped.js';
import { echoOf, type Compared } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis } from './diagnosis.js';
import { failingFlow } from './flows.js';

/** Bytes were made into text and back, and those that are no text did not survive it. */
export const decodesAsText: Diagnosis = {
  code: 'decodes-as-text',
  explains: ['reply-differs', 'reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const compared = echoOf(evidence);
    const shown = compared && traceOfDecoding(compared, failingFlow(evidence)?.observed?.unreadBytes === 0);
    if (!shown) return undefined;
    const { language } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program decodes the bytes as text.',
      evidence: shown,
      advice:
        language === 'Python'
          ? 'Send back the bytes that recv gave as they are, without decode() and encode(): not all bytes are text, and one recv may cut a character in two. To print them, print(data) is enough.'
          : 'Send back the bytes that were read as they are, and make no text of them (a String, a Reader, a Writer): not all bytes are text, and one read may cut a character in two.',
    };
  },
};

function traceOfDecoding({ expected, actual }: Compared, wasAllRead: boolean): string | undefined {
  const at = firstDifference(expected, actual);
  if (at === undefined || expected.every((byte) => byte < 0x80)) return undefined;
  const wanted = expected[at];
  const replaced = replacementNear(expected, actual, at);
  if (replaced !== undefined)
    return `Byte ${grouped(replaced + 1)} became ef bf bd, the sign for "this was no UTF-8", which decode(errors="replace") puts in.`;
  const doubled = toBytes(latin1(expected));
  if (isBeginning(actual, doubled) && actual.length > at) {
    const first = expected.findIndex((byte) => byte >= 0x80);
    return `Each byte above 7f came back as two (${hex(expected[first])} as ${hex(actual[first])} ${hex(actual[first + 1])}): decoded as Latin-1, encoded as UTF-8.`;
  }
  if (wanted === undefined || wanted < 0x80) return undefined;
  if (
    actual[at] === QUESTION_MARK &&
    isBeginning(
      actual,
      expected.map((byte) => (byte < 0x80 ? byte : QUESTION_MARK)),
    )
  )
    return `Byte ${hex(wanted)} came back as "?", as encode("ascii", "replace") makes it.`;
  // A mere beginning of the message may have been cut off for another reason, unless the program has read all of it.
  if (actual.length === 0 || (at === actual.length && !wasAllRead)) return undefined;
  const ascii = expected.filter((byte) => byte < 0x80);
  if (equalBytes(ascii, actual))
    return `All ${grouped(expected.length - ascii.length)} bytes above 7f are missing, as decode("ascii", "ignore") makes it.`;
  const valid = toBytes(new TextDecoder('utf-8', { ignoreBOM: true }).decode(expected).replaceAll('\ufffd', ''));
  if (equalBytes(valid, actual))
    return `The ${grouped(expected.length - valid.length)} bytes that are no UTF-8 are missing, as decode(errors="ignore") makes it.`;
  return undefined;
}

const QUESTION_MARK = 0x3f;
const REPLACEMENT = [0xef, 0xbf, 0xbd];

/** The place of a replacement character where a byte that is no ASCII was due. Its own first bytes may be the same as the one due. */
function replacementNear(expected: Uint8Array, actual: Uint8Array, at: number): number | undefined {
  for (let from = Math.max(0, at - 2); from <= at; from++) {
    const isThere = REPLACEMENT.every((byte, index) => actual[from + index] === byte);
    if (isThere && (expected[from] ?? 0) >= 0x80) return from;
  }
  return undefined;
}

function isBeginning(part: Uint8Array, whole: Uint8Array): boolean {
  return part.length <= whole.length && equalBytes(part, whole.subarray(0, part.length));
}

function hex(byte: number | undefined): string {
  return (byte ?? 0).toString(16).padStart(2, '0');
}
