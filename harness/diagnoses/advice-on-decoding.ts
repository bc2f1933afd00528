import { concat } from '../model/bytes.js';
import type { Raised } from './exceptions.js';

/** What to do about bytes that could not be decoded, where all that was sent to the program (`sent`) is UTF-8. */
export function adviceOnDecoding({ type, message }: Raised, sent: readonly Uint8Array[]): string | undefined {
  const [, codec, byte] = /^'([\w-]+)' codec can't decode byte 0x([0-9a-f]{2})/.exec(message) ?? [];
  if (type !== 'UnicodeDecodeError' || codec === undefined || byte === undefined) return undefined;
  // It may be the byte of a file.
  if (!concat(sent).includes(Number.parseInt(byte, 16)) || !sent.every(isUtf8)) return undefined;
  return codec === 'utf-8'
    ? 'What was sent is UTF-8, and one recv may cut a character in two: keep bytes until a whole message is there, and decode() that. What is only sent back needs no decode().'
    : 'What was sent is UTF-8: use decode("utf-8"), once a whole message is there. What is only sent back needs no decode().';
}

/** The last character may still have been under way. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
