import type { Excerpt } from '../model/verdict.js';
import { characterAround } from './utf8.js';

/** An excerpt on one line, cut round the first wrong byte; each part is to be made visible with `visibleText`. */
export interface ExcerptLine {
  /** How many bytes of the whole come before what is shown. */
  readonly cutBefore: number;
  readonly before: Uint8Array;
  /** The character that holds the first wrong byte; empty where the bytes end there, or where none is wrong. */
  readonly marked: Uint8Array;
  readonly after: Uint8Array;
  readonly cutAfter: number;
  /** The bytes end where another should have come. */
  readonly endsEarly: boolean;
}

/** At most so many bytes of each side are shown, cut between characters. */
export function excerptLine(excerpt: Excerpt, differsAt?: number, most = { before: 20, after: 28 }): ExcerptLine {
  const { data, from, length } = excerpt;
  const at = Math.min(Math.max(0, (differsAt ?? from) - from), data.length);
  const wrong = differsAt !== undefined && at < data.length ? characterAround(data, at) : { start: at, end: at };
  // Without a difference the beginning is shown, as much of it as the line takes.
  const start = boundary(data, differsAt === undefined ? 0 : Math.max(0, wrong.start - most.before));
  const end = boundary(
    data,
    Math.min(data.length, differsAt === undefined ? most.before + most.after : wrong.end + most.after),
  );
  return {
    cutBefore: from + start,
    before: data.subarray(start, wrong.start),
    marked: data.subarray(wrong.start, wrong.end),
    after: data.subarray(wrong.end, end),
    cutAfter: length - from - end,
    endsEarly: differsAt !== undefined && differsAt === from + data.length && differsAt === length,
  };
}

/** The nearest offset at or before this one that is inside no character. */
function boundary(bytes: Uint8Array, at: number): number {
  return at >= bytes.length ? bytes.length : characterAround(bytes, at).start;
}
