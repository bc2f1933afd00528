/** UTF-8. */
export function toBytes(text: string): Uint8Array {
  // Short texts share their memory: a piece of its own for each of thousands costs more than the writing.
  const { buffer, byteOffset, length } = Buffer.from(text);
  return new Uint8Array(buffer, byteOffset, length);
}

/** One character for each byte, so that patterns and searches see bytes and lose none. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** The first offset at which the two part; the shorter length where one is the beginning of the other. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  // Nearly always they are equal, and may be a megabyte long.
  if (equalBytes(a, b)) return undefined;
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) if (a[at] !== b[at]) return at;
  return a.length === b.length ? undefined : shared;
}

/** Shorter than that a view of it costs more than it gains. */
const LONG_BYTES = 4096;

/** The offset of a byte, or -1. A program may send megabytes without it, and each piece is looked through again. */
export function indexOfByte(whole: Uint8Array, byte: number): number {
  if (whole.length < LONG_BYTES) return whole.indexOf(byte);
  return Buffer.from(whole.buffer, whole.byteOffset, whole.length).indexOf(byte);
}

/** The offset of `part` in `whole` at or after `from`, or -1. */
export function indexOfBytes(whole: Uint8Array, part: Uint8Array, from = 0): number {
  if (part.length === 0) return from;
  if (whole.length >= LONG_BYTES) return Buffer.from(whole.buffer, whole.byteOffset, whole.length).indexOf(part, from);
  for (let at = whole.indexOf(part[0] as number, from); at >= 0; at = whole.indexOf(part[0] as number, at + 1)) {
    if (at + part.length > whole.length) return -1;
    let matched = 1;
    while (matched < part.length && whole[at + matched] === part[matched]) matched++;
    if (matched === part.length) return at;
  }
  return -1;
}

/** The text must be base64; it was looked at when it was read. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s+/g, '');
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

/** For `opendir`: names as they are, which need be no text. Node's types know of it for `readdir` only. */
export const NAMES_AS_BYTES = { encoding: 'buffer' as BufferEncoding };
