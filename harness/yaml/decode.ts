import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceRange } from '../model/source.js';

/** A spec is a page or two; what is this long is not one. */
const LARGEST_SPEC_BYTES = 1_048_576;

/** The text of a spec file, or why it is none. A byte order mark is taken off. */
export function decodeSource(bytes: Uint8Array, file: string): { readonly text: string } | { readonly problem: Diagnostic } {
  const refuse = (code: string, message: string, suggestion: string, line = 1, column = 1) => ({
    problem: { code, severity: 'error' as const, origin: spot(file, line, column), message, suggestion },
  });
  if (bytes.length > LARGEST_SPEC_BYTES) {
    return refuse('E004', `the file has ${bytes.length.toLocaleString('en')} bytes; a spec may have ${LARGEST_SPEC_BYTES.toLocaleString('en')}`, 'is this a spec? Large data belongs in a payload, like { random: 100000 }');
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse('E002', 'the file is UTF-16, not UTF-8', 'save it as UTF-8 (most editors: "Save with encoding")');
  }
  const badByte = firstInvalidUtf8(bytes);
  if (badByte !== undefined) {
    const before = new TextDecoder().decode(bytes.subarray(0, badByte)).split('\n');
    const value = (bytes[badByte] as number).toString(16).padStart(2, '0');
    return refuse('E002', `the byte ${value} is not UTF-8`, 'save the file as UTF-8; for a byte on the wire write { hex: "ff" }', before.length, (before.at(-1) ?? '').length + 1);
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes);
  if (text.trim() === '') return refuse('E001', 'the file is empty', 'a spec starts with "spec: 1" and "name: …"; see specs/README.md');
  return { text };
}

function firstInvalidUtf8(bytes: Uint8Array): number | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    decoder.decode(bytes);
    return undefined;
  } catch {
    // Halving finds the longest valid beginning; a prefix cut inside a character is judged as a stream.
    let [valid, invalid] = [0, bytes.length];
    while (invalid - valid > 1) {
      const middle = (valid + invalid) >> 1;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
        valid = middle;
      } catch {
        invalid = middle;
      }
    }
    return valid;
  }
}

export function spot(file: string, line: number, column: number): SourceRange {
  return { file, start: { line, column }, end: { line, column: column + 1 } };
}
