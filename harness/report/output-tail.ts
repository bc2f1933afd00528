/** What a report shows of the end of a program's output. */
export const TAIL_BYTES = 4096;

/** The end of an output; where it would begin among the frames of a stack trace, with the line above them, which says what it is about. */
export function tailOf(whole: Uint8Array): Uint8Array {
  const earliest = Math.max(0, whole.length - 2 * TAIL_BYTES);
  const text = Buffer.from(whole.subarray(earliest)).toString('latin1');
  const cut = text.length - TAIL_BYTES;
  let from = text.lastIndexOf('\n', cut - 1) + 1;
  while (from > 0 && FRAME.test(text.slice(from, from + 20))) from = text.lastIndexOf('\n', from - 2) + 1;
  // A trace that is longer than all that is shown has no beginning here.
  const isWhole = from > 0 && from < cut && FRAME.test(text.slice(text.indexOf('\n', from) + 1));
  return whole.slice(isWhole ? earliest + from : -TAIL_BYTES);
}

/** As Java and Node write them, below the exception. */
const FRAME = /^\s+(?:at |\.\.\. \d)/;
