import { RE2JS } from 're2js';
import { latin1, toBytes } from '../model/bytes.js';

/**
 * Regular expressions that take time linear in the text (RE2), because what they are run on is
 * hostile. They see bytes: one character each, so `.` is one byte and `é` is the two that it is in UTF-8.
 */
const compiled = new Map<string, RE2JS>();

export function compilePattern(pattern: string): RE2JS {
  let known = compiled.get(pattern);
  if (!known) {
    known = RE2JS.compile(latin1(toBytes(pattern)));
    compiled.set(pattern, known);
  }
  return known;
}

/** Where the pattern first matches in the bytes, or undefined. */
export function findPattern(
  pattern: string,
  bytes: Uint8Array,
): { readonly start: number; readonly end: number } | undefined {
  const matcher = compilePattern(pattern).matcher(latin1(bytes));
  return matcher.find() ? { start: matcher.start(), end: matcher.end() } : undefined;
}

/** The names of the groups of a pattern, as they stand in it. */
export function groupsOf(pattern: string): readonly string[] {
  return Object.keys(compilePattern(pattern).namedGroups());
}

/** What the named groups of a pattern take of the bytes; a group that took no part is empty. */
export function captureGroups(pattern: string, bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const matcher = compilePattern(pattern).matcher(latin1(bytes));
  const found = matcher.find();
  return Object.fromEntries(
    groupsOf(pattern).map((name) => {
      const isPart = found && matcher.group(name) !== null;
      return [name, isPart ? bytes.slice(matcher.start(name), matcher.end(name)) : new Uint8Array()];
    }),
  );
}

/** Why a pattern is not one, in a few words; undefined when it is. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (error) {
    if (/\(\?<?[=!]/.test(pattern))
      return 'looking ahead or behind is not offered: these patterns must run in time linear in the text';
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
  }
}
