import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceRange } from '../model/source.js';
import { grouped } from '../model/grouped.js';

/** A spec is a page or two; what is this long is not one. */
const LARGEST_SPEC_BYTES = 1_048_576;

/** Characters that YAML does not allow in a text, and a carriage return that ends no line. */
// eslint-disable-next-line no-control-regex
const STRAY_CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/;

/** What a file could be read as: its text, or why it has none. With a `problem` the text is only good for showing the place. */
export type Decoded = { readonly text: string } | { readonly text: string; readonly problem: Diagnostic };

/** The text of a spec file, or why it is none. A byte order mark is taken off. */
export function decodeSource(bytes: Uint8Array, file: string): Decoded {
  const refuse = (code: string, message: string, suggestion: string, shown = '', at = 0): Decoded => ({
    text: shown,
    problem: { code, severity: 'error', origin: spotAt(file, shown, at), message, suggestion },
  });
  if (bytes.length > LARGEST_SPEC_BYTES) {
    return refuse(
      'E004',
      `the file has ${grouped(bytes.length)} bytes; a spec may have ${grouped(LARGEST_SPEC_BYTES)}`,
      'is this a spec? Large data belongs in a payload, like { random: 100000 }',
    );
  }
  if (isUtf16(bytes))
    return refuse('E002', 'the file is UTF-16, not UTF-8', 'save it as UTF-8 (most editors: "Save with encoding")');
  const badByte = firstInvalidUtf8(bytes);
  const text = new TextDecoder().decode(bytes);
  if (badByte !== undefined) {
    const value = bytes[badByte] as number;
    const before = new TextDecoder().decode(bytes.subarray(0, badByte));
    return refuse(
      'E002',
      `the byte ${hex(value)} is not UTF-8${sayLatin1(value)}`,
      'save the file as UTF-8; for a byte on the wire write { hex: "ff" }',
      text,
      before.length,
    );
  }
  const control = STRAY_CONTROL.exec(text);
  if (control) {
    const code = text.charCodeAt(control.index);
    if (code === 13)
      return refuse(
        'E002',
        'a carriage return stands here without a line feed behind it',
        'save the file with line ends of Unix or Windows; for one on the wire write "\\r" in double quotes',
        text,
        control.index,
      );
    return refuse(
      'E002',
      `the control character ${hex(code)} stands here, where nobody can see it`,
      `take it away; for the byte on the wire write { hex: "${hex(code)}" }`,
      text,
      control.index,
    );
  }
  if (text.trim() === '')
    return refuse('E001', 'the file is empty', 'a spec starts with "spec: 1" and "name: …"; see specs/README.md');
  return { text };
}

/** By its byte order mark; or, without one, because every other byte of the beginning is zero, as in no other text. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (
    bytes.length >= 4 &&
    [0, 1].some((phase) => bytes.subarray(0, 16).every((byte, at) => (byte === 0) === (at % 2 === phase)))
  );
}

/** Files that are not UTF-8 mostly come from older editors, whose letters are known. */
function sayLatin1(value: number): string {
  return value >= 0xc0 ? ` (in Latin-1 it is the letter ${String.fromCharCode(value)})` : '';
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

function firstInvalidUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes, { complete: true })) return undefined;
  // Halving finds the longest valid beginning; a prefix cut inside a character is judged as a stream.
  let [valid, invalid] = [0, bytes.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8(bytes.subarray(0, middle), { complete: false })) valid = middle;
    else invalid = middle;
  }
  // A character that was begun and not continued: its first byte is the wrong one.
  while (!isUtf8(bytes.subarray(0, valid), { complete: true })) valid--;
  return valid;
}

function isUtf8(bytes: Uint8Array, { complete }: { readonly complete: boolean }): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

function spotAt(file: string, text: string, at: number): SourceRange {
  const before = text.slice(0, at).split('\n');
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
  return { file, start: { line, column }, end: { line, column: column + 1 } };
}
