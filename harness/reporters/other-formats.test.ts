import { validate } from 'ctrf';
import { Parser, type Result } from 'tap-parser';
import { describe, expect, test } from 'vitest';
import { autolab } from './autolab.js';
import { ctrf } from './ctrf.js';
import { hostileReport } from './hostile-report.test-support.js';
import { prairielearn } from './prairielearn.js';
import { runReporter, type Ending } from './run-reporter.test-support.js';
import { echoSheet } from './sample-echo-sheet.test-support.js';
import { totalsOf } from './sample-check.test-support.js';
import { sampleReport } from './sample-report.test-support.js';
import { tap } from './tap.js';

const endings: readonly [string, Ending][] = [
  ['with one of everything', { report: sampleReport() }],
  ['of hostile texts', { report: hostileReport() }],
  ['of nothing', { report: sampleReport([]) }],
  ['that could not be made', { notChecked: { message: 'no program\nhere', maxPoints: 20 } }],
];

describe('CTRF', () => {
  test.each(endings)('a report %s holds to its schema', async (_name, ending) => {
    const { files } = await runReporter(ctrf, ending);
    expect(validate(JSON.parse(files['out'] ?? ''))).toEqual({ valid: true, errors: [] });
  });

  test('what proves nothing is neither passed nor failed', async () => {
    const { files } = await runReporter(ctrf, { report: sampleReport([echoSheet()]) });
    const { results } = JSON.parse(files['out'] ?? '');
    expect(results.summary).toMatchObject({ tests: 6, passed: 1, failed: 3, skipped: 1, other: 1 });
    const statuses = results.tests.map(({ name, status }: any) => `${name.split(':')[0]} ${status}`);
    expect(statuses).toEqual([
      'hello passed',
      'long failed',
      'binary failed',
      'half-close skipped',
      'port-in-use other',
      'hidden-1 failed',
    ]);
    expect(results.tests[1]).toMatchObject({
      message: 'The server sent 1,448 of 10,001 bytes back, then nothing for 2 s.',
      extra: { points: 0, maxPoints: 4 },
    });
  });
});

describe('TAP', () => {
  test.each(endings)('a document %s is understood', async (_name, ending) => {
    const { stdout } = await runReporter(tap, ending);
    const text = stdout.replace('::error::what a program has printed\n', '');
    const strays: string[] = [];
    const parser = new Parser({ strict: true });
    parser.on('extra', (line: string) => strays.push(line));
    const asserted: Result[] = [];
    parser.on('assert', (result: Result) => asserted.push(result));
    const final = await new Promise<any>((resolve) => {
      parser.on('complete', resolve);
      parser.end(text);
    });
    expect(strays).toEqual([]);
    expect(final.failures.filter(({ tapError }: any) => tapError !== undefined && tapError !== null)).toEqual([]);
    expect(final.bailout).toBe(false);
    if ('report' in ending) {
      const checks = ending.report.sheets.flatMap((sheet) => sheet.checks);
      expect(asserted).toHaveLength(checks.length);
      expect(asserted.map(({ ok }) => ok)).toEqual(checks.map(({ status }) => status === 'passed'));
      expect(asserted.map(({ skip }) => Boolean(skip))).toEqual(checks.map(({ status }) => status === 'blocked'));
      for (const { diag } of asserted) expect(diag).toHaveProperty('max_points');
    }
  });

  test('a name cannot be a directive', async () => {
    const [sheet] = sampleReport().sheets;
    const [check] = sheet?.checks ?? [];
    if (!sheet || !check) throw new Error('the sample is empty');
    const named = { ...check, status: 'failed' as const, name: 'x # SKIP not today\nok 99 - forged \\' };
    const { stdout } = await runReporter(tap, { report: sampleReport([{ ...sheet, checks: [named] }]) });
    expect(stdout).toContain('hello: x \\# SKIP not today\\\\nok 99 - forged \\\\\n');
    expect(stdout.match(/^(not )?ok/gm)).toEqual(['not ok']);
  });
});

describe('PrairieLearn', () => {
  const results = async (ending: Ending): Promise<any> =>
    JSON.parse((await runReporter(prairielearn, ending)).files['out'] ?? '');

  test('points become a share, and what cannot be judged costs no attempt', async () => {
    const found = await results({ report: sampleReport([echoSheet()]) });
    expect(found).toMatchObject({
      gradable: false,
      score: 0.16129,
      format_errors: ['1 check could not be judged. This is not your fault, and costs no attempt: submit it again.'],
    });
    const [sheet] = sampleReport().sheets;
    const judged = sheet?.checks.filter(({ status }) => status !== 'inconclusive') ?? [];
    const clear = { ...echoSheet(), checks: judged, totals: totalsOf(judged) };
    expect(await results({ report: sampleReport([clear]) })).toMatchObject({
      gradable: true,
      message: '1 of 5 checks passed',
      tests: [
        { name: 'hello', points: 2, max_points: 2, message: '', output: '' },
        { name: 'long' },
        {},
        {},
        { name: 'hidden-1', output: '' },
      ],
    });
  });

  test.each(endings)('results %s have the form of its documentation', async (_name, ending) => {
    const found = await results(ending);
    expect(found.gradable).toBeTypeOf('boolean');
    expect(found.score).toBeGreaterThanOrEqual(0);
    expect(found.score).toBeLessThanOrEqual(1);
    for (const each of found.tests)
      expect(Object.keys(each)).toEqual(['name', 'description', 'points', 'max_points', 'message', 'output']);
  });

  test('a megabyte is never reached', async () => {
    const [sheet] = hostileReport('é'.repeat(5000)).sheets;
    if (!sheet) throw new Error('the sample is empty');
    const checks = Array.from({ length: 10 }, () => sheet.checks).flat();
    const { files } = await runReporter(prairielearn, { report: sampleReport([{ ...sheet, checks }]) });
    expect(Buffer.byteLength(files['out'] ?? '')).toBeLessThan(1_000_000);
  });
});

describe('Autolab', () => {
  const lastLine = async (ending: Ending): Promise<unknown> =>
    JSON.parse((await runReporter(autolab, ending)).files['out']?.trimEnd().split('\n').at(-1) ?? '');

  test('the last line has the scores, but none for what could not be judged', async () => {
    expect(await lastLine({ report: sampleReport([echoSheet()]) })).toEqual({
      scores: { hello: 2, long: 0, binary: 0.5, 'half-close': 0, 'hidden-1': 0 },
    });
    expect(await lastLine({ report: sampleReport() })).toMatchObject({
      scores: { 'tcp-echo hello': 2, 'udp-client room': 3 },
    });
  });

  test.each(endings)('%s the last line is ours', async (_name, ending) => {
    expect(await lastLine(ending)).toHaveProperty('scores');
  });
});
