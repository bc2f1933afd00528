import { groupsOf, patternProblem } from '../match/pattern.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { NAME } from './schema-words.js';
import type { Known } from './sight.js';

/** Gives a name to what a step keeps, for the steps behind it. The name is written at the path, or is this part of what is. */
export type Keep = (
  name: string,
  kept: Omit<Known, 'role'>,
  place: { readonly path: Path; readonly on?: 'key'; readonly part?: string },
) => void;

/** A regular expression at a path, refused where it is none. What its named groups take is kept, where anything can be. */
export function readPattern(reading: Reading, path: Path, keep?: Keep): string | undefined {
  const pattern = readSoundPattern(reading, path);
  // Of one that was refused the names are known all the same: what comes behind it may look at them.
  if (pattern === undefined)
    for (const [, name = ''] of (reading.text(path) ?? '').matchAll(/\(\?P?<([A-Za-z]\w*)>/g))
      keep?.(name, { held: 'text', told: true }, { path });
  for (const name of pattern === undefined ? [] : groupsOf(pattern)) {
    const part = `<${name}>`;
    if (!keep)
      reading.report({
        code: 'E018',
        path,
        part,
        message: `the group "${name}" keeps nothing here`,
        suggestion: 'write (?:…): only the groups of a `match` that must hold keep what they take',
      });
    else if (new RegExp(NAME).test(name)) keep(name, { held: 'text', told: true }, { path, part });
    else
      reading.report({
        code: 'E013',
        path,
        part,
        message: `"${name}" cannot be a name: names have letters, digits and _, and begin with a letter`,
        suggestion: 'take another name',
      });
  }
  return pattern;
}

function readSoundPattern(reading: Reading, path: Path): string | undefined {
  const pattern = reading.text(path);
  if (pattern === undefined) return undefined;
  const name = NAME_IN_PATTERN.exec(pattern)?.[0];
  if (name !== undefined) {
    reading.report({
      code: 'E056',
      path,
      part: name,
      message: `"${name}" is not filled in: in a pattern $ is the end of the text, and nothing comes behind that`,
      suggestion:
        'compare by `starts`, `ends` or `contains`, which fill names in; or take a group of the pattern, and `check` it',
    });
    return undefined;
  }
  const problem = patternProblem(pattern);
  if (problem === undefined) return pattern;
  const isLookAround = problem.startsWith('looking ahead');
  reading.report({
    code: 'E053',
    path,
    message: isLookAround ? problem : `/${pattern}/ is not a regular expression: ${problem}`,
    suggestion: isLookAround
      ? 'say it with `not`, or with two expectations'
      : 'a sign that is meant as itself needs a \\ before it, like \\( or \\.',
  });
  return undefined;
}

/** A name of the spec, as it would stand in a value. */
const NAME_IN_PATTERN = /(?<!\\)\$(?:\{[A-Za-z_][^}]*\}|[A-Za-z_]\w*)/;
