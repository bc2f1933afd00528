import { firstDifference } from '../model/bytes.js';
import type { Comparison, Excerpt } from '../model/verdict.js';

/** How many bytes a finding shows before and after the first difference. */
const BEFORE = 16;
const WINDOW = 64;

/** Expected bytes against actual ones, cut to a window round the first difference. */
export function compareBytes(expected: Uint8Array, actual: Uint8Array, wanted: string): Comparison {
  const differsAt = firstDifference(expected, actual);
  // Windows start on a row of 16, so that hex dumps of both sides line up.
  const from = Math.max(0, Math.floor(((differsAt ?? 0) - BEFORE) / 16) * 16);
  return {
    expected: excerpt(expected, from),
    actual: excerpt(actual, from),
    wanted,
    ...(differsAt !== undefined && { differsAt }),
  };
}

/** Some bytes from an offset on, with the length of the whole. */
export function excerpt(bytes: Uint8Array, from = 0, size = WINDOW): Excerpt {
  const start = Math.min(from, bytes.length);
  return { length: bytes.length, from: start, data: bytes.slice(start, start + size) };
}
