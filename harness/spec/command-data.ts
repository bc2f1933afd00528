import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { top } from './shape-paths.js';

/** The names of data of the whole spec that a command may be given: text, and tokens. All else may be no text. */
export function commandData(reading: Reading): string[] {
  const known = new Set(reading.keys(top('params')));
  for (const name of reading.keys(top('data'))) if (isText(reading, [...top('data'), name], known)) known.add(name);
  return reading.keys(top('data')).filter((name) => known.has(name));
}

/** Refuses what a check has in the place of data that a command is given, where it may be no text. */
export function refuseNoText(reading: Reading, path: Path): void {
  const name = String(path.at(-1));
  if (!reading.usedInCommands.has(name) || reading.isInvalid(path)) return;
  const data = commandData(reading);
  if (!data.includes(name) || isText(reading, path, new Set([...reading.keys(top('params')), ...data]))) return;
  reading.report({
    code: 'E013',
    path,
    message: `"${name}" is given to a command, and this may be no text`,
    suggestion: ADVICE,
  });
}

/** What a command may be given. */
export const ADVICE = 'write a text, or { token: 8 }';

/** True for a token, and for text with nothing in it but names of these. */
function isText(reading: Reading, path: Path, known: ReadonlySet<string>): boolean {
  const text = reading.text(path);
  if (text === undefined) return reading.has([...path, 'token']);
  const named = [...text.matchAll(/\$\{\s*([^}]*?)\s*\}|^\$(\w+)$/g)];
  return named.every(([, braced, bare]) => known.has(braced ?? bare ?? ''));
}
