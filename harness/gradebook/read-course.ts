import { parseLongDurationMs, parseMoment } from '../model/late.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Path } from '../yaml/tree.js';
import { openWordFile, type WordFile } from '../yaml/word-file.js';
import { NO_RULES, type Course, type LateRule, type Rounding } from './course.js';

export type Read<T> = { readonly source: string } & (
  | { readonly value: T }
  | { readonly problems: readonly Diagnostic[] }
);

/** Reads a `course.yaml`. All that is wrong with it is told at once. */
export function readCourse(bytes: Uint8Array, file: string): Read<Course> {
  const opened = openWordFile(bytes, file, 'course: 1');
  if ('problems' in opened) return opened;
  const words = opened.file;
  words.words([], ['course', 'name', 'late', 'scale', 'rounding', 'grades', 'attempts', 'nothing-handed-in']);
  words.demand([], 'course', 'course: 1');
  words.value(['course'], (value) => (value === 1 ? 1 : undefined), {
    code: 'E014',
    what: '1',
    example: 'write `course: 1`',
  });
  const name = words.text(['name']);
  const outOf = readScale(words);
  const rounding = readRounding(words);
  const late = readLate(words);
  const value: Course = {
    ...(name !== undefined && { name }),
    ...(outOf !== undefined && { outOf }),
    ...(rounding && { rounding }),
    ...(late && { late }),
    letters: readLetters(words),
    attempts: words.choice(['attempts'], ['last', 'best']) ?? NO_RULES.attempts,
    nothingHandedIn: words.choice(['nothing-handed-in'], ['zero', 'blank']) ?? NO_RULES.nothingHandedIn,
  };
  const { source } = opened;
  const { problems } = words;
  return problems.length > 0 ? { source, problems } : { source, value };
}

function readScale(words: WordFile): number | undefined {
  words.words(['scale'], ['out-of']);
  if (words.has(['scale'])) words.demand(['scale'], 'out-of', 'out-of: 10');
  return words.value(['scale', 'out-of'], above0, { what: 'a number above 0', example: 'write `out-of: 10`' });
}

function readRounding(words: WordFile): Rounding | undefined {
  if (!words.has(['rounding'])) return undefined;
  words.words(['rounding'], ['to', 'direction']);
  words.demand(['rounding'], 'to', 'to: 0.5');
  const to = words.value(['rounding', 'to'], above0, { what: 'a number above 0', example: 'write `to: 0.5`' });
  const direction = words.choice(['rounding', 'direction'], ['nearest', 'up', 'down']);
  return to === undefined ? undefined : { to, direction: direction ?? 'nearest' };
}

function readLate(words: WordFile): LateRule | undefined {
  if (!words.has(['late'])) return undefined;
  const at = (word: string): Path => ['late', word];
  words.words(['late'], ['due', 'lose', 'per', 'grace', 'most', 'unknown']);
  words.demand(['late'], 'lose', 'lose: 10%');
  words.demand(['late'], 'per', 'per: 1d');
  const due = words.value(at('due'), (value) => (typeof value === 'string' ? parseMoment(value) : undefined), {
    what: 'a moment with its time zone',
    example: 'write `due: 2026-11-20T23:59:00+01:00`',
  });
  const lose = words.value(
    at('lose'),
    (value) => {
      const share = shareOf(value);
      if (share !== undefined) return { share };
      return typeof value === 'number' && value >= 0 ? { points: value } : undefined;
    },
    { code: 'E052', what: 'a share of all points, or points', example: 'write `lose: 10%`, or `lose: 2`' },
  );
  const duration = (word: string, example: string): number | undefined =>
    words.value(at(word), (value) => (typeof value === 'string' ? parseLongDurationMs(value) : undefined), {
      code: 'E052',
      what: 'a time with its unit: m, h or d',
      example: `write \`${word}: ${example}\``,
    });
  const perMs = duration('per', '1d');
  const graceMs = duration('grace', '15m') ?? 0;
  const mostMs = duration('most', '3d');
  const unknown = words.choice(at('unknown'), ['withhold', 'in-time']) ?? 'withhold';
  if (perMs === 0) words.report('E015', at('per'), '"per" must be longer than nothing', 'write `per: 1d`');
  if (lose === undefined || perMs === undefined || perMs === 0) return undefined;
  return { lose, perMs, graceMs, unknown, ...(due !== undefined && { due }), ...(mostMs !== undefined && { mostMs }) };
}

function readLetters(words: WordFile): Course['letters'] {
  const letters = words.words(['grades']).flatMap((letter) => {
    const from = words.value(['grades', letter], shareOf, {
      code: 'E052',
      what: 'a share of all points',
      example: `write \`${letter}: 90%\``,
    });
    return from === undefined ? [] : [{ letter, from }];
  });
  const sorted = letters.toSorted((a, b) => b.from - a.from);
  const same = sorted.find(({ from }, at) => sorted[at + 1]?.from === from);
  if (same) words.report('E015', ['grades', same.letter], 'two grades begin at the same share', 'give each its own');
  const last = sorted.at(-1);
  if (last && last.from > 0)
    words.report(
      'E011',
      ['grades'],
      'no grade begins at 0%: who has less than all of them has none',
      'write `F: 0%` as the last one',
      'key',
    );
  return sorted;
}

function above0(value: string | number | boolean): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function shareOf(value: string | number | boolean): number | undefined {
  const percent = typeof value === 'string' ? /^(\d+(?:\.\d+)?)%$/.exec(value)?.[1] : undefined;
  const share = percent === undefined ? undefined : Number(percent) / 100;
  return share !== undefined && share <= 1 ? share : undefined;
}
