import { describe, expect, test } from 'vitest';
import { gradescope } from './gradescope.js';
import { echoSheet } from './sample-echo-sheet.test-support.js';
import { runReporter, type Ending } from './run-reporter.test-support.js';
import { sampleReport } from './sample-report.test-support.js';

const results = async (ending: Ending): Promise<any> =>
  JSON.parse((await runReporter(gradescope, ending)).files['out'] ?? '');

const report = sampleReport([echoSheet()]);
const { totals } = echoSheet();

/** What the specification has, besides what is free: `extra_data`. */
const TOP = [
  'score',
  'execution_time',
  'output',
  'output_format',
  'test_output_format',
  'visibility',
  'stdout_visibility',
  'tests',
  'extra_data',
];
const TEST = ['score', 'max_score', 'status', 'name', 'number', 'output', 'tags', 'visibility', 'extra_data'];

describe('results.json for Gradescope', () => {
  test('has only what its specification knows', async () => {
    const found = await results({ report });
    expect(TOP).toEqual(expect.arrayContaining(Object.keys(found)));
    for (const each of found.tests) {
      expect(TEST).toEqual(expect.arrayContaining(Object.keys(each)));
      expect(each.score).toBeTypeOf('number');
      expect(each.max_score).toBeTypeOf('number');
      expect(['passed', 'failed', undefined]).toContain(each.status);
      expect(['visible', 'hidden']).toContain(each.visibility);
    }
    expect(found).toMatchObject({ score: totals.points, visibility: 'visible', stdout_visibility: 'hidden' });
    expect(found.tests.reduce((sum: number, each: any) => sum + each.max_score, 0)).toBe(totals.maxPoints);
  });

  test('hides what is hidden, and says that it is there and what it is worth', async () => {
    const { tests, output } = await results({ report });
    expect(tests.filter((each: any) => each.visibility === 'hidden').map((each: any) => each.name)).toEqual([
      'hidden-1: hidden check',
    ]);
    expect(output).toContain('1 check is hidden, worth 3 of these points.');
  });

  test('what proves nothing has no status, and the student is told so', async () => {
    const { tests, output } = await results({ report });
    const unclear = tests.find((each: any) => each.extra_data.status === 'inconclusive');
    expect(unclear).not.toHaveProperty('status');
    expect(output).toContain(
      '1 check could not be judged. This is not your fault: ask for the autograder to be run again.',
    );
  });

  test('a run that is cut off keeps what it has', async () => {
    const before = await results({ report, after: 0 });
    expect(before).toMatchObject({ score: 0, tests: [] });
    const cut = await results({ report, after: 3 });
    expect(cut.tests).toHaveLength(3);
    expect(cut.score).toBe(2.5);
    expect(cut.output).toBe(
      'The marking was cut off after 3 of 6 checks. Of 15.5 points these are those that were earned until then.',
    );
  });

  test('without a program there are no points, and what to do', async () => {
    expect(await results({ notChecked: { message: 'there is no program', maxPoints: 20 } })).toEqual({
      output_format: 'text',
      test_output_format: 'text',
      visibility: 'visible',
      stdout_visibility: 'hidden',
      score: 0,
      output: 'there is no program',
      tests: [],
    });
  });
});
