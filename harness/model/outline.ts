import { indexOfBytes } from './bytes.js';

/** What can be said of bytes before they are made: payloads may be large, and differ with the seed. */
export interface Outline {
  readonly size: number;
  /** Whether these bytes stand somewhere in it, for some seed at least. */
  holds(bytes: Uint8Array): boolean;
}

/** The outline of bytes that are there. */
export function outlineOfBytes(bytes: Uint8Array): Outline {
  return { size: bytes.length, holds: (wanted) => indexOfBytes(bytes, wanted) >= 0 };
}
