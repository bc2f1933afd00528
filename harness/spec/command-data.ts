import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { top } from './shape-paths.js';

/** The names of data of the whole spec that a command may be given: text, and tokens. All else may be no text. */
export function commandData(reading: Reading): string[] {
  return reading.keys(top('data')).filter((name) => isText(reading, [...top('data'), name]));
}

function isText(reading: Reading, path: Path): boolean {
  const text = reading.text(path);
  return text === undefined ? reading.has([...path, 'token']) : !/^\$\w+$/.test(text);
}
