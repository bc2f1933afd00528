import { concat } from '../model/bytes.js';
import type { OutputReport } from '../model/report.js';
import { visibleLines } from './visible-text.js';

/** What is shown of a stream: all of it, or its two ends and how many bytes lie between them. */
export type WrittenOutput =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'whole'; readonly all: Uint8Array }
  | { readonly kind: 'cut'; readonly head: Uint8Array; readonly tail: Uint8Array; readonly between: number };

type Written = Pick<OutputReport, 'length' | 'head' | 'tail'>;

/** Joins head and tail where nothing lies between them, and drops what they share. */
export function writtenOutput({ length, head, tail }: Written): WrittenOutput {
  if (length === 0) return { kind: 'nothing' };
  const between = length - head.length - tail.length;
  if (between > 0) return { kind: 'cut', head, tail, between };
  return { kind: 'whole', all: concat([head, tail.subarray(Math.min(tail.length, -between))]) };
}

/** The same as lines, safe to show, with a line `…` for what lies between the two ends. */
export function writtenLines(output: Written): string[] {
  const written = writtenOutput(output);
  if (written.kind === 'nothing') return [];
  return written.kind === 'whole'
    ? visibleLines(written.all)
    : [...visibleLines(written.head), '…', ...visibleLines(written.tail)];
}

/** What follows from the end of our side is not what made it end: `, the last 2 lines after the end of the script`. */
export function sayLate(output: Written & Pick<OutputReport, 'lateLines'>): string {
  const { lateLines = 0 } = output;
  if (lateLines === 0) return '';
  const which =
    lateLines >= writtenLines(output).length
      ? 'all'
      : lateLines === 1
        ? 'its last line'
        : `the last ${lateLines} lines`;
  return `, ${which} after the end of the script`;
}
