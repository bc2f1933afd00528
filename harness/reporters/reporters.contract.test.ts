import { describe, expect, test } from 'vitest';
import { hostileReport } from './hostile-report.test-support.js';
import { reporterKinds } from './index.js';
import { runReporter, type Written } from './run-reporter.test-support.js';
import { sampleReport } from './sample-report.test-support.js';

const all = ({ stdout, files }: Written): string => [stdout, ...Object.values(files)].join('\n');

describe.each(reporterKinds.map((kind) => [kind.flag, kind] as const))('%s', (flag, kind) => {
  test('has a name for the command line, and says what it does', () => {
    expect(flag).toMatch(/^--[a-z]+( <file>)?$/);
    expect(kind.about).toMatch(/^[a-z].{10,}[^.]$/);
  });

  test('tells of every check', async () => {
    const report = sampleReport();
    const text = all(await runReporter(kind, { report }));
    for (const { checks } of report.sheets) for (const { id } of checks) expect(text).toContain(id);
  });

  test('writes its file at once, and leaves nothing beside it', async () => {
    const { files } = await runReporter(kind, { report: sampleReport() });
    const expected = flag.includes('<file>') ? ['out'] : kind.ownsStdout ? [] : ['output', 'summary'];
    expect(Object.keys(files).toSorted()).toEqual(expected);
  });

  test('says the same of the same run', async () => {
    expect(await runReporter(kind, { report: sampleReport() })).toEqual(
      await runReporter(kind, { report: sampleReport() }),
    );
  });

  test('shows what is hostile, and nothing of it acts', async () => {
    const written = await runReporter(kind, { report: hostileReport() });
    const text = all(written);
    // Line feeds are ours; whatever else is unseen was escaped.
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    expect(text).not.toContain('\u0301'.repeat(5));
  });

  test('survives a report of many and large checks', async () => {
    const [sheet] = sampleReport().sheets;
    if (!sheet) throw new Error('the sample has no sheet');
    const checks = Array.from({ length: 100 }, (_, at) =>
      sheet.checks.map((check) => ({ ...check, id: `${check.id}-${at}` })),
    ).flat();
    const { files } = await runReporter(kind, { report: sampleReport([{ ...sheet, checks }]) });
    for (const [name, text] of Object.entries(files))
      if (name !== 'output') expect(Buffer.byteLength(text), name).toBeLessThan(30_000_000);
  });

  test('tells of a submission that could not be checked', async () => {
    const message = 'there is no program for tcp-echo in work.zip\nSay how it is started.';
    const text = all(await runReporter(kind, { notChecked: { message, maxPoints: 20 } }));
    expect(text).toContain('there is no program for tcp-echo in work.zip');
  });
});

test('no two have the same flag', () => {
  const flags = reporterKinds.map(({ flag }) => flag.split(' ')[0]);
  expect(new Set(flags).size).toBe(flags.length);
});
