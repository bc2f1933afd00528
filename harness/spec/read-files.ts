import type { Value } from '../model/value.js';
import type { Path } from '../yaml/tree.js';
import { readValue } from './read-value.js';
import type { Reading } from './reading.js';
import type { Sight } from './sight.js';

/** Files that are put into a program's folder before it is launched: their paths there, and what is in them. */
export function readFiles(reading: Reading, path: Path, sight: Sight): Record<string, Value> {
  const files: Record<string, Value> = {};
  for (const name of reading.keys(path)) {
    const at = [...path, name];
    const problem = pathProblem(name);
    if (problem !== undefined)
      reading.report({ code: 'E046', path: at, on: 'key', message: problem, suggestion: PATH_ADVICE });
    if (!reading.isInvalid(at)) files[name] = readValue(reading, at, sight);
  }
  return files;
}

export const PATH_ADVICE = 'write it as seen from the folder of the program, like users.txt or data/users.txt';

/** Why a text is not the path of a file in a folder. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.endsWith('/')) return `"${path}" names no file`;
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return `"${path}" lies outside of the program's folder`;
  if (path.includes('\\')) return `"${path}" has a backslash: folders are parted by /`;
  const names = path.split('/');
  if (names.includes('..')) return `"${path}" leads out of the program's folder`;
  if (names.includes('') || names.includes('.')) return `"${path}" is not written as simply as it can be`;
  return undefined;
}
