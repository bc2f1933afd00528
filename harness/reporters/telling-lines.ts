/**
 * Of more lines than there is room for, those that tell most about a program's end: what an exception is and where it
 * came from in the student's own files, then what was written last. Of a stack trace in Java the end is library, and
 * what it is all about stands in its first line. A line `…` stands for each stretch that is left out between others.
 */
export function tellingLines(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  const ranks = ranksOf(lines);
  const chosen = lines
    .map((_line, at) => at)
    .toSorted((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || b - a)
    .slice(0, most)
    .toSorted((a, b) => a - b);
  return chosen.flatMap((at, index) => {
    const before = chosen[index - 1];
    return before === undefined || before === at - 1 ? [lines[at] ?? ''] : ['…', lines[at] ?? ''];
  });
}

/** An exception and its cause; of more, the last ones. */
const MOST_HEADS = 2;

/** What names an exception, in Python (behind its frames), Java and Node (before them). Its frames are indented. */
const HEAD =
  /^(?:Exception in thread "[^"]*" |Caused by: |Uncaught )?(?:[A-Za-z_$][\w$]*\.)*[A-Z][\w$]*(?:Error|Exception)(?: \[\w+\])?(?::|$)/;
/** Frames that are none of the student's: of the JDK, of Node, and how many are not repeated. */
const LIBRARY = /^(?:\\t|\s)+(?:at (?:(?:java|jdk|sun|javax)\.|(?:.*\()?node:)|\.\.\. \d+ more)/;
const PYTHON_FRAME = /^ {2}File "/;
const PYTHON_LIBRARY = /^ {2}File "[^"]*(?:\/lib\/python|\/site-packages\/|\\Lib\\|<frozen )/;

/** 2 for the line that names an exception, 0 for what its libraries did, 1 for all others. */
function ranksOf(lines: readonly string[]): number[] {
  let isLibrary = false;
  const ranks = lines.map((line): number => {
    // Below a frame in Python its line of source stands, deeper.
    isLibrary = PYTHON_FRAME.test(line) ? PYTHON_LIBRARY.test(line) : isLibrary && /^ {4}/.test(line);
    return isLibrary || LIBRARY.test(line) ? 0 : 1;
  });
  const heads = lines.flatMap((line, at) => (HEAD.test(line) ? [at] : []));
  for (const at of heads.slice(-MOST_HEADS)) ranks[at] = 2;
  return ranks;
}
