import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveFormats } from '../archives/index.js';
import { LIMITS } from '../archives/limits.js';
import { unpackFile } from '../archives/unpack.js';
import { readTable } from '../csv/read-table.js';
import { commentFor } from './comment.js';
import { NO_RULES } from './course.js';
import { gradeClass, type GradedStudent } from './graded-student.js';
import { gradesCsv } from './grades-csv.js';
import { moodleFeedback } from './moodle-feedback.js';
import type { Override } from './read-overrides.js';
import { encodeResults, makeResults, resultsSchema } from './results.js';
import { marked, MAX_POINTS, sampleClass, sampleSheet } from './sample-class.test-support.js';
import { writeNewFile } from './write-new-file.js';

const decided: Override = {
  points: 12,
  late: { kind: 'in-time' },
  comment: 'See me',
  by: 'J. Doe',
  reason: 'it was ill',
};

const graded = (): GradedStudent[] =>
  gradeClass(
    sampleClass(),
    MAX_POINTS,
    {
      ...NO_RULES,
      outOf: 10,
      letters: [
        { letter: 'A', from: 0.9 },
        { letter: 'F', from: 0 },
      ],
    },
    new Map([['12', decided]]),
  );

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-gradebook-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('grades.csv', () => {
  test('has one row for each student, whatever happened', async () => {
    const csv = gradesCsv(graded(), MAX_POINTS);
    await expect(csv).toMatchFileSnapshot('golden/grades.csv');
    const table = readTable(Buffer.from(csv), 'grades.csv');
    if ('problem' in table) throw new Error(table.problem.message);
    expect(table.rows.map(({ cells }) => cells[0]?.value)).toEqual(['11', '12', '13', '14', '15', '16', '17', '18']);
  });

  test('holds no formula, no line end inside of a cell, and nothing unseen', () => {
    const csv = gradesCsv(graded(), MAX_POINTS);
    expect(csv.split('\r\n')).toHaveLength(10);
    expect(csv).not.toMatch(/(^|[,"])[=+@]/m);
    expect(csv.slice(1)).not.toMatch(/\p{Cf}/u);
  });

  test('of nobody is only a header', () => {
    expect(gradesCsv([], 20)).toBe(
      '\ufeffid,name,attempt,attempts,state,points,max_points,grade,out_of,letter,late,comment,report\r\n',
    );
  });
});

describe('results.json', () => {
  const about = { wiremark: '0.1.0', markedAt: '2026-11-26T10:00:00.000Z', course: 'Networks', maxPoints: MAX_POINTS };
  const text = encodeResults(makeResults(graded(), about));

  test('holds what its schema says', async () => {
    const validate = new Ajv2020({ strict: true, allErrors: true }).compile(resultsSchema());
    expect(validate(JSON.parse(text)) ? [] : validate.errors).toEqual([]);
    await expect(text).toMatchFileSnapshot('golden/results.json');
  });

  test('the file in schemas/ is the schema (vitest -u renews it)', async () => {
    await expect(`${JSON.stringify(resultsSchema(), undefined, 2)}\n`).toMatchFileSnapshot(
      '../../schemas/results.schema.json',
    );
  });

  test('every object of the schema is closed, and every key described', () => {
    for (const definition of Object.values(resultsSchema()['$defs'] as Record<string, any>)) {
      expect(definition).toMatchObject({ additionalProperties: false, description: expect.stringMatching(/\.$/) });
      for (const property of Object.values<any>(definition.properties)) expect(property.description).toMatch(/[.)]$/);
    }
  });
});

describe('the comment for a student', () => {
  const comments = graded().map(commentFor);

  test('says how the grade came about, what failed, and what to do', () => {
    expect(comments).toEqual([
      '20 points. Scaled to 10: 10. Grade A, from 90%. Grade: 10 of 10. The report has the details.',
      'See me. 12 points instead of 5, decided by J. Doe: it was ill. In time, decided by J. Doe: it was ill. Scaled to 10: 6. Grade F, from 0%. Grade: 6 of 10. Failed: a long message (long); a hidden check.',
      '0 points: server.py has a syntax error in line 3. Scaled to 10: 0. Grade F, from 0%. Grade: 0 of 10. Failed: a long message (long); a hidden check.',
      '0 points: could not unpack: "a.py" is encrypted. Scaled to 10: 0. Grade F, from 0%. Grade: 0 of 10. Pack it without a password.',
      '0 points: nothing was handed in. Scaled to 10: 0. Grade F, from 0%. Grade: 0 of 10.',
      'No grade yet: the machine was too busy to judge fairly.',
      'No grade yet: the disk was full.',
      '20 points. Scaled to 10: 10. Grade A, from 90%. Grade: 10 of 10.',
    ]);
  });

  test('never tells what a hidden check asks', () => {
    const [row] = gradeClass([marked('1', sampleSheet(17, 'failed'))], MAX_POINTS, NO_RULES, new Map());
    expect(row && commentFor(row)).toBe('17 points. Failed: a hidden check.');
    expect(comments.join()).not.toContain('secret');
  });
});

describe('the feedback archive for Moodle', () => {
  const read = async (path: string): Promise<Buffer> => Buffer.from(`<p>${path}</p>`);

  test('has each report where Moodle looks for it, and says whose it has not', async () => {
    const { bytes, leftOut } = await moodleFeedback(graded(), read);
    await writeFile(join(folder, 'feedback.zip'), bytes);
    const into = join(folder, 'out');
    const options = { into, limits: LIMITS, formats: archiveFormats, nested: 'refuse' } as const;
    expect(await unpackFile(join(folder, 'feedback.zip'), options)).toMatchObject({ kind: 'unpacked', files: 1 });
    expect(await readFile(join(into, 'Müller, Zoë_11_assignsubmission_file', 'report.html'), 'utf8')).toBe(
      '<p>reports/11/report.html</p>',
    );
    expect(leftOut).toHaveLength(7);
    expect(leftOut[0]).toEqual({ id: '12', name: "Max O'Neil", why: 'has no report' });
  });

  test('is the same each time', async () => {
    const [first, second] = [await moodleFeedback(graded(), read), await moodleFeedback(graded(), read)];
    expect(first.bytes.equals(second.bytes)).toBe(true);
  });

  test.each(['smithbob_LATE_34', '../x_1_assignsubmission_file', 'a/b_1_assignsubmission_file', undefined])(
    'a name that Moodle did not give is left out: %s',
    async (platformName) => {
      const rest = { report: 'report.html', ...(platformName !== undefined && { platformName }) };
      const rows = gradeClass([marked('1', sampleSheet(), rest)], MAX_POINTS, NO_RULES, new Map());
      const { leftOut } = await moodleFeedback(rows, read);
      expect(leftOut.map(({ why }) => why)).toEqual([
        'was not downloaded from Moodle, which could not tell whose report it is',
      ]);
    },
  );
});

describe('a file that must not be there yet', () => {
  test('is written at once, and never over another', async () => {
    const file = join(folder, 'a', 'grades.csv');
    expect(await writeNewFile(file, 'first')).toBe('written');
    expect(await writeNewFile(file, 'second')).toBe('exists');
    expect(await readFile(file, 'utf8')).toBe('first');
    expect(await readdir(join(folder, 'a'))).toEqual(['grades.csv']);
  });
});
