import { indexOfBytes } from './bytes.js';

/** What can be said of bytes before they are made: payloads may be large, and differ with the seed. */
export interface Outline {
  readonly size: number;
  /** Whether these bytes stand in it: as it is written, `perhaps` (where and how often differs with the seed), or never. */
  holds(bytes: Uint8Array): 'always' | 'perhaps' | 'never';
  /** Whether it ends with these for every seed, and holds them nowhere else. */
  endsOnceWith(bytes: Uint8Array): boolean;
}

/** The outline of bytes that are there. */
export function outlineOfBytes(bytes: Uint8Array): Outline {
  return {
    size: bytes.length,
    holds: (wanted) => (indexOfBytes(bytes, wanted) >= 0 ? 'always' : 'never'),
    endsOnceWith: (wanted) =>
      bytes.length >= wanted.length && indexOfBytes(bytes, wanted) === bytes.length - wanted.length,
  };
}

/** Only its size is looked at: words and blanks, or what holds what its author wants. */
export function outlineOfSize(size: number): Outline {
  return { size, holds: () => 'never', endsOnceWith: () => false };
}
