import type { Diagnostic } from '../model/diagnostic.js';
import { rangeOf, type Encoding } from './table.js';

export interface DecodedTable {
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasByteOrderMark: boolean;
}

/** A gradebook of the largest course is a tenth of this. */
const LARGEST_BYTES = 16_777_216;

/** The text of a table in the encodings that learning platforms and spreadsheets write; or why it cannot be read without guessing. */
export function decodeTable(bytes: Uint8Array, file: string): DecodedTable | { readonly problem: Diagnostic } {
  const refuse = (message: string, suggestion: string, text = '', at = 0): { readonly problem: Diagnostic } => ({
    problem: { code: 'C001', severity: 'error', origin: rangeOf(file, text, at, at + 1), message, suggestion },
  });
  if (bytes.length > LARGEST_BYTES)
    return refuse('the file is larger than 16 MB, and no table of students is', 'is it the right file?');
  const { encoding, markBytes } = encodingOf(bytes);
  const content = bytes.subarray(markBytes);
  const text = decode(content, encoding);
  if (text === undefined)
    return encoding === 'utf-8'
      ? refuse(...notUtf8(content))
      : refuse('the file begins like UTF-16 and is none', 'download it again, and do not open it before');
  const zero = text.indexOf('\0');
  if (zero >= 0) return refuse('a zero byte stands here, as in no text', 'is it the right file?', text, zero);
  if (text.trim() === '') return refuse('the file is empty', 'download it again');
  return { text, encoding, hasByteOrderMark: markBytes > 0 };
}

/** The bytes of a text in its table's own encoding, with the mark that the table had. */
export function encodeTable(text: string, { encoding, hasByteOrderMark }: Omit<DecodedTable, 'text'>): Buffer {
  const marked = hasByteOrderMark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8');
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

function encodingOf(bytes: Uint8Array): { readonly encoding: Encoding; readonly markBytes: number } {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  // Without a mark: every other byte of the beginning is zero, as in no other text.
  const zeros = (phase: number): boolean =>
    bytes.length >= 4 && bytes.subarray(0, 16).every((byte, at) => (byte === 0) === (at % 2 === phase));
  if (zeros(1)) return { encoding: 'utf-16le', markBytes: 0 };
  if (zeros(0)) return { encoding: 'utf-16be', markBytes: 0 };
  return { encoding: 'utf-8', markBytes: 0 };
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first byte that is no UTF-8, as arguments for a refusal: what, what to do, the text before it, and where. */
function notUtf8(bytes: Uint8Array): [string, string, string, number] {
  // What could not be decoded becomes U+FFFD, and the file itself may hold some of those that are real.
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let at = lossy.indexOf('\ufffd');
  for (let before = 0; at >= 0; at = lossy.indexOf('\ufffd', at + 1)) {
    before = Buffer.byteLength(lossy.slice(0, at));
    if (Buffer.compare(bytes.subarray(before, before + 3), REPLACEMENT) !== 0) {
      const byte = bytes[before] ?? 0;
      const letter = byte >= 0xa0 ? ` (in Latin-1 it is ${String.fromCharCode(byte)})` : '';
      return [`the byte ${byte.toString(16)} is no UTF-8${letter}`, SAVE_AS, lossy, at];
    }
  }
  return ['the file is not UTF-8', SAVE_AS, lossy, 0];
}

const REPLACEMENT = Buffer.from('\ufffd');
const SAVE_AS = 'a spreadsheet has saved it: choose "CSV UTF-8" there, or use the file as it was downloaded';
