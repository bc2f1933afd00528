import { describe, expect, test } from 'vitest';
import { NO_RULES, type Course, type LateRule } from './course.js';
import { gradeClass } from './graded-student.js';
import { gradeOf, type Grade } from './grade.js';
import type { MarkedStudent } from './marked-student.js';
import type { Override } from './read-overrides.js';
import { marked, MAX_POINTS, sampleClass, sampleSheet, student } from './sample-class.test-support.js';

const HOUR = 3_600_000;

const grade = (who: MarkedStudent, course: Partial<Course> = {}, override?: Override): Grade =>
  gradeOf(who, MAX_POINTS, { ...NO_RULES, ...course }, override);

const told = ({ value, steps }: Grade): string => `${value ?? 'none'} = ${steps.join('; ')}`;

const by = { by: 'J. Doe', reason: 'the port was taken' };

describe('without rules', () => {
  test('points are the grade, and whoever has none is told why', () => {
    expect(sampleClass().map((who) => told(grade(who)))).toEqual([
      '20 = 20 points',
      '5 = 5 points',
      '0 = 0 points: server.py has a syntax error in line 3',
      '0 = 0 points: could not unpack: "a.py" is encrypted',
      '0 = 0 points: nothing was handed in',
      'none = no grade yet: the machine was too busy to judge fairly',
      'none = no grade yet: the disk was full',
      '20 = 20 points',
    ]);
  });

  test('a course may leave the cells of those blank who have handed in nothing', () => {
    const nothing = student('1', { state: 'nothing-handed-in', reason: 'nothing was handed in' });
    expect(told(grade(nothing, { nothingHandedIn: 'blank' }))).toBe('none = nothing was handed in: no grade');
  });
});

describe('lateness', () => {
  const rule: LateRule = {
    lose: { share: 0.1 },
    perMs: 24 * HOUR,
    graceMs: HOUR / 4,
    mostMs: 72 * HOUR,
    unknown: 'withhold',
  };
  const late = (hours: number): MarkedStudent =>
    marked('1', sampleSheet(17), { late: { kind: 'late', byMs: hours * HOUR } });

  test.each([
    [0.2, '20 = 20 points; late by 12 min, which is forgiven'],
    [1, '18 = 20 points; late by 60 min: 1 × 2 points less'],
    [24.25, '18 = 20 points; late by 24.3 h: 1 × 2 points less'],
    [24.5, '16 = 20 points; late by 24.5 h: 2 × 2 points less'],
    [49, '14 = 20 points; late by 2 days: 3 × 2 points less'],
    [73, '0 = 20 points; late by 3 days, more than 3 days: 0 points'],
  ])('by %d hours', (hours, expected) => {
    expect(told(grade(late(hours), { late: rule }))).toBe(expected);
  });

  test('never makes points negative', () => {
    const hard: LateRule = { ...rule, lose: { points: 15 } };
    expect(told(grade(late(40), { late: hard }))).toBe('0 = 20 points; late by 40 h: 2 × 15 points less');
  });

  test('is known from when it was due and when it was handed in', () => {
    const due = { ...rule, due: '2026-11-20T22:59:00.000Z' };
    const at = (submittedAt: string, kind: 'late' | 'unknown' = 'unknown'): MarkedStudent =>
      marked('1', sampleSheet(17), { late: { kind }, submittedAt });
    expect(told(grade(at('2026-11-20T20:00:00.000Z'), { late: due }))).toBe('20 = 20 points');
    expect(told(grade(at('2026-11-21T22:59:00.000Z', 'late'), { late: due }))).toBe(
      '18 = 20 points; late by 24 h: 1 × 2 points less',
    );
  });

  test('that nothing tells withholds the grade, unless the course says otherwise', () => {
    const unknown = marked('1', sampleSheet(17), { late: { kind: 'unknown' } });
    expect(told(grade(unknown, { late: rule }))).toBe(
      'none = 20 points; no grade yet: nothing says whether it was late',
    );
    expect(told(grade(unknown, { late: { ...rule, unknown: 'in-time' } }))).toBe(
      '20 = 20 points; nothing says that it was late',
    );
    expect(told(grade(marked('1', sampleSheet(17), { late: { kind: 'late' } }), { late: rule }))).toBe(
      'none = 20 points; no grade yet: it was late, and nothing says by how much',
    );
  });

  test('costs nothing who has nothing', () => {
    expect(told(grade(marked('1', sampleSheet(0, 'failed'), { late: { kind: 'unknown' } }), { late: rule }))).toBe(
      '0 = 0 points',
    );
  });
});

describe('scale, rounding, letters', () => {
  test.each([
    [{ outOf: 10 }, 13, '8 = 16 points; scaled to 10: 8'],
    [{ outOf: 10, rounding: { to: 0.5, direction: 'nearest' } }, 9, '6 = 12 points; scaled to 10: 6'],
    [
      { outOf: 7, rounding: { to: 0.5, direction: 'nearest' } },
      10,
      '4.5 = 13 points; scaled to 7: 4.55; rounded to the nearest 0.5: 4.5',
    ],
    [
      { outOf: 7, rounding: { to: 1, direction: 'up' } },
      10,
      '5 = 13 points; scaled to 7: 4.55; rounded up to a multiple of 1: 5',
    ],
    [
      { outOf: 7, rounding: { to: 1, direction: 'down' } },
      10,
      '4 = 13 points; scaled to 7: 4.55; rounded down to a multiple of 1: 4',
    ],
    // 0.3 / 0.1 is not 3 in binary: neither may be rounded to the next step.
    [{ outOf: 0.3, rounding: { to: 0.1, direction: 'up' } }, 17, '0.3 = 20 points; scaled to 0.3: 0.3'],
    [{ outOf: 0.3, rounding: { to: 0.1, direction: 'down' } }, 17, '0.3 = 20 points; scaled to 0.3: 0.3'],
  ] as const)('%j of %d points', (course, points, expected) => {
    expect(told(grade(marked('1', sampleSheet(points)), course))).toBe(expected);
  });

  const letters = [
    { letter: 'A', from: 0.9 },
    { letter: 'B', from: 0.7 },
    { letter: 'F', from: 0 },
  ];

  test.each([
    [20, 'A'],
    [18, 'A'],
    [17.99, 'B'],
    [14, 'B'],
    [0, 'F'],
  ])('%d of 20 points are the grade %s', (points, letter) => {
    const given = grade(marked('1'), { letters }, { ...by, points });
    expect(given.letter).toBe(letter);
    expect(given.steps.at(-1)).toMatch(new RegExp(`^grade ${letter}, from \\d+%$`));
  });
});

describe('what a person has decided', () => {
  test('points take the place of the checks’, and the rules are applied to them', () => {
    expect(told(grade(marked('1', sampleSheet(0, 'failed')), { outOf: 10 }, { ...by, points: 18 }))).toBe(
      '9 = 18 points instead of 0, decided by J. Doe: the port was taken; scaled to 10: 9',
    );
  });

  test('points end an inconclusive marking', () => {
    const unclear = student('1', { state: 'inconclusive', sheets: [], reason: 'the machine was busy' });
    expect(told(grade(unclear, {}, { ...by, points: 12 }))).toBe(
      '12 = 12 points, decided by J. Doe: the port was taken',
    );
  });

  test('a grade is final', () => {
    const course: Partial<Course> = { outOf: 10, rounding: { to: 1, direction: 'down' } };
    expect(told(grade(marked('1'), course, { ...by, grade: 10.5 }))).toBe(
      '10.5 = grade 10.5, decided by J. Doe: the port was taken',
    );
  });

  test('lateness is forgiven, or told', () => {
    const rule: LateRule = { lose: { share: 0.1 }, perMs: 24 * HOUR, graceMs: 0, unknown: 'withhold' };
    const late = marked('1', sampleSheet(), { late: { kind: 'late' } });
    expect(told(grade(late, { late: rule }, { ...by, late: { kind: 'in-time' } }))).toBe(
      '20 = 20 points; in time, decided by J. Doe: the port was taken',
    );
    expect(told(grade(late, { late: rule }, { ...by, late: { kind: 'late', byMs: 24 * HOUR } }))).toBe(
      '18 = 20 points; late by 24 h, decided by J. Doe: the port was taken; late by 24 h: 1 × 2 points less',
    );
  });
});

describe('several attempts', () => {
  const attempts = [
    marked('1', sampleSheet(5, 'failed'), { attempt: 3 }),
    marked('1', sampleSheet(17, 'failed'), { attempt: 1 }),
    marked('1', sampleSheet(17, 'failed'), { attempt: 2 }),
  ];
  const row = (course: Partial<Course>, all = attempts): string => {
    const rows = gradeClass(all, MAX_POINTS, { ...NO_RULES, ...course }, new Map());
    expect(rows).toHaveLength(1);
    return rows.map((each) => told(each.grade)).join();
  };

  test('the last counts', () => {
    expect(row({})).toBe('5 = the last of 3 attempts counts: number 3; 5 points');
  });

  test('or the best, and of two that are as good the later', () => {
    expect(row({ attempts: 'best' })).toBe('17 = the best of 3 attempts counts: number 2; 17 points');
  });

  test('one that is not clear could be the best: it is waited for', () => {
    const unclear = student('1', { state: 'not-marked', reason: 'the disk was full' }, { attempt: 4 });
    expect(row({ attempts: 'best' }, [...attempts, unclear])).toBe(
      'none = the best of 4 attempts counts: number 4; no grade yet: the disk was full',
    );
  });

  test('the best is the best after all rules: a late one loses', () => {
    const rule: LateRule = { lose: { points: 15 }, perMs: 24 * HOUR, graceMs: 0, unknown: 'withhold' };
    const late = marked('1', sampleSheet(17), { attempt: 4, late: { kind: 'late', byMs: HOUR } });
    expect(row({ attempts: 'best', late: rule }, [...attempts, late])).toContain('number 2; 17 points');
  });
});
