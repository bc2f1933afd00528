import { parseDurationMs } from '../model/duration.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';

/** The time at a path in milliseconds, where one is written; no program can do anything in none. */
export function readTime(reading: Reading, path: Path): number | undefined {
  const ms = parseDurationMs(reading.text(path) ?? '');
  if (ms !== 0) return ms;
  reading.report({
    code: 'E015',
    path,
    message: `"${String(path.at(-1))}" must be longer than 0`,
    suggestion: 'give the program some time, like 2s',
  });
  return undefined;
}
