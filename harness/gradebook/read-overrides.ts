import { parseLongDurationMs, type Late } from '../model/late.js';
import { suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { openWordFile, type WordFile } from '../yaml/word-file.js';
import type { Read } from './read-course.js';

/** What a person has decided about a student, with the reason, for whoever asks later. */
export interface Override {
  /** Instead of what the checks gave; the rules of the course are applied to it. */
  readonly points?: number;
  /** Instead of the grade that comes out at the end. Nothing is applied to it. */
  readonly grade?: number;
  /** Instead of what the platform says. */
  readonly late?: Late;
  /** Put before the comment that the student gets. */
  readonly comment?: string;
  readonly reason: string;
  readonly by: string;
}

export type Overrides = ReadonlyMap<string, Override>;

const WORDS = ['points', 'grade', 'late', 'comment', 'reason', 'by'];
const DECISIONS = ['points', 'grade', 'late', 'comment'];

/** Whom overrides can be about, and how many points there are at all. */
export interface OverrideScope {
  readonly students: readonly string[];
  readonly maxPoints: number;
}

/** Reads an `overrides.yaml`. All that is wrong with it is told at once. */
export function readOverrides(
  bytes: Uint8Array,
  file: string,
  { students, maxPoints }: OverrideScope,
): Read<Overrides> {
  const opened = openWordFile(bytes, file, 'overrides: 1');
  if ('problems' in opened) return opened;
  const words = opened.file;
  words.words([], ['overrides', 'students']);
  words.demand([], 'overrides', 'overrides: 1');
  words.value(['overrides'], (value) => (value === 1 ? 1 : undefined), {
    code: 'E014',
    what: '1',
    example: 'write `overrides: 1`',
  });
  words.demand([], 'students', 'students: { "1201": { points: 17, reason: "…", by: "…" } }');
  const overrides = new Map<string, Override>();
  for (const id of words.words(['students'])) {
    if (!students.includes(id))
      words.report('C008', ['students', id], `there is no student "${id}"`, suggest(id, students.slice(0, 20)), 'key');
    const override = readOverride(words, ['students', id], maxPoints);
    if (override) overrides.set(id, override);
  }
  const { source } = opened;
  const { problems } = words;
  return problems.length > 0 ? { source, problems } : { source, value: overrides };
}

function readOverride(words: WordFile, path: Path, maxPoints: number): Override | undefined {
  const found = words.words(path, WORDS);
  words.demand(path, 'reason', 'reason: "appeal of 3 May: the port was taken"');
  words.demand(path, 'by', 'by: "J. Doe"');
  if (found.length > 0 && !found.some((word) => DECISIONS.includes(word)))
    words.report('E017', path, 'this decides nothing', `write one of ${DECISIONS.join(', ')}`, 'key');
  const points = words.number([...path, 'points'], 'write `points: 17`');
  if (points !== undefined && points > maxPoints)
    words.report(
      'E015',
      [...path, 'points'],
      `there are only ${maxPoints} points`,
      'what is beyond them is written as `grade`',
    );
  const grade = words.number([...path, 'grade'], 'write `grade: 8.5`');
  const late = words.value([...path, 'late'], lateness, {
    code: 'E052',
    what: '"no", or by how much',
    example: 'write `late: no`, or `late: 2d`',
  });
  const comment = words.text([...path, 'comment']);
  const reason = words.text([...path, 'reason']);
  const by = words.text([...path, 'by']);
  if (reason === undefined || by === undefined) return undefined;
  return {
    reason,
    by,
    ...(points !== undefined && { points }),
    ...(grade !== undefined && { grade }),
    ...(late !== undefined && { late }),
    ...(comment !== undefined && { comment }),
  };
}

function lateness(value: string | number | boolean): Late | undefined {
  if (value === 'no' || value === false) return { kind: 'in-time' };
  const byMs = typeof value === 'string' ? parseLongDurationMs(value) : undefined;
  return byMs === undefined ? undefined : { kind: 'late', byMs };
}
