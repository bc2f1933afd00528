import { equalBytes, indexOfBytes } from './bytes.js';

/** What can be said of bytes before they are made: payloads may be large, and differ with the seed. */
export interface Outline {
  readonly size: number;
  /** Whether these bytes stand somewhere in it: for every seed, for some, or for none. */
  holds(bytes: Uint8Array): 'always' | 'perhaps' | 'never';
  /** Whether it ends with these for every seed. */
  endsWith(bytes: Uint8Array): boolean;
}

/** The outline of bytes that are there. */
export function outlineOfBytes(bytes: Uint8Array): Outline {
  return {
    size: bytes.length,
    holds: (wanted) => (indexOfBytes(bytes, wanted) >= 0 ? 'always' : 'never'),
    endsWith: (wanted) => bytes.length >= wanted.length && equalBytes(bytes.subarray(-wanted.length), wanted),
  };
}

/** Only its size is looked at: words and blanks, or what holds what its author wants. */
export function outlineOfSize(size: number): Outline {
  return { size, holds: () => 'never', endsWith: () => false };
}
