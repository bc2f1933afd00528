import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { NO_RULES } from './course.js';
import { readCourse } from './read-course.js';
import { readOverrides } from './read-overrides.js';

describe('course.yaml', () => {
  const read = (text: string): ReturnType<typeof readCourse> => readCourse(Buffer.from(text), 'course.yaml');
  const told = (text: string): string => {
    const course = read(text);
    return 'problems' in course ? renderDiagnostics(course.problems, () => course.source) : 'no mistake';
  };

  test('every rule', () => {
    const course = `course: 1
name: Networks, winter 2026
attempts: best
nothing-handed-in: blank
late: { due: 2026-11-20T23:59:00+01:00, lose: 10%, per: 1d, grace: 15m, most: 3d, unknown: in-time }
scale: { out-of: 10 }
rounding: { to: 0.5, direction: up }
grades: { F: 0%, A: 90%, B: 72.5% }
`;
    expect(read(course)).toEqual({
      source: course,
      value: {
        name: 'Networks, winter 2026',
        attempts: 'best',
        nothingHandedIn: 'blank',
        late: {
          due: '2026-11-20T22:59:00.000Z',
          lose: { share: 0.1 },
          perMs: 86_400_000,
          graceMs: 900_000,
          mostMs: 259_200_000,
          unknown: 'in-time',
        },
        outOf: 10,
        rounding: { to: 0.5, direction: 'up' },
        letters: [
          { letter: 'A', from: 0.9 },
          { letter: 'B', from: 0.725 },
          { letter: 'F', from: 0 },
        ],
      },
    });
  });

  test('none', () => {
    expect(read('course: 1\n')).toMatchObject({ value: NO_RULES });
    expect(read('course: 1\nlate: { lose: 2, per: 12h }')).toMatchObject({
      value: { late: { lose: { points: 2 }, perMs: 43_200_000, graceMs: 0, unknown: 'withhold' } },
    });
  });

  test('all that is wrong with it is told at once, with its place', async () => {
    await expect(
      told(`coruse: 1
late: { due: 2026-11-20 23:59, lose: ten, per: 1, most: 3days, unknown: maybe }
scale: { out-of: 0 }
rounding: { direction: sideways }
grades: { A: 90, B: 80%, C: 80% }
attempts: first
nothing-handed-in: 0
`),
    ).toMatchFileSnapshot('golden/course.err');
  });

  test.each([
    ['', /^course\.yaml:1:1 {2}E001 {2}the file is empty\n {6}it begins with `course: 1`\n$/],
    ['course: 2\n', /course\.yaml:1:9 {2}E014 {2}"course" must be 1\n/],
    ['- a\n', /course\.yaml:1:1 {2}E013 {2}the file must be a map of words\n/],
    ['course: 1\nlate: { lose: 10%, per: 0d }\n', /E015 {2}"per" must be longer than nothing\n/],
    ['course: 1\nscale: {}\n', /^course\.yaml:2:1 {2}E011 {2}"out-of" is missing\n/],
  ])('%j', (text, expected) => {
    expect(told(text)).toMatch(expected);
  });
});

describe('overrides.yaml', () => {
  const scope = { students: ['1201', '1202', 'zoe'], maxPoints: 20 };
  const read = (text: string): ReturnType<typeof readOverrides> =>
    readOverrides(Buffer.from(text), 'overrides.yaml', scope);

  test('decisions of a person, each with its reason', () => {
    const text = `overrides: 1
students:
  "1201": { points: 17, comment: "Well found.", reason: "the port was taken", by: "J. Doe" }
  "1202": { grade: 9.5, late: no, reason: "ill", by: "J. Doe" }
  zoe: { late: 2d, reason: "handed in by mail", by: "J. Doe" }
`;
    const overrides = read(text);
    expect('value' in overrides && [...overrides.value]).toEqual([
      ['1201', { points: 17, comment: 'Well found.', reason: 'the port was taken', by: 'J. Doe' }],
      ['1202', { grade: 9.5, late: { kind: 'in-time' }, reason: 'ill', by: 'J. Doe' }],
      ['zoe', { late: { kind: 'late', byMs: 172_800_000 }, reason: 'handed in by mail', by: 'J. Doe' }],
    ]);
  });

  test('all that is wrong with it is told at once, with its place', async () => {
    const overrides = read(`overrides: 1
students:
  "1201": { points: 170, reason: "the port was taken", by: "J. Doe" }
  "1203": { points: 17, reason: "?", by: "J. Doe" }
  "1202": { points: -1, grade: A, late: yes, reason: 4, by: "J. Doe" }
  zoe: { piont: 17, by: "J. Doe" }
  1201: { points: 3, reason: "", by: "" }
`);
    const text = 'problems' in overrides ? renderDiagnostics(overrides.problems, () => overrides.source) : 'no mistake';
    await expect(text).toMatchFileSnapshot('golden/overrides.err');
  });
});

test('the examples in docs/class.md have no mistake', () => {
  const [course, overrides] = [...readFileSync('docs/class.md', 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
    ([, text]) => Buffer.from(text ?? ''),
  );
  expect(readCourse(course ?? Buffer.of(), 'course.yaml')).toHaveProperty('value');
  const scope = { students: ['1201', '1202', 'zoe'], maxPoints: 20 };
  expect(readOverrides(overrides ?? Buffer.of(), 'overrides.yaml', scope)).toHaveProperty('value');
});
