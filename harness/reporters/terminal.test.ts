import { describe, expect, test } from 'vitest';
import type { Report } from '../model/report.js';
import { hostileReport } from './hostile-report.test-support.js';
import { sampleReport } from './sample-report.test-support.js';
import { terminalReporter, type TerminalOptions } from './terminal.js';

/** All that is written while a report comes about. */
function shown(
  report: Report,
  options: Partial<TerminalOptions['screen']> & Partial<Pick<TerminalOptions, 'detail'>> = {},
): string {
  const { detail = 'failures', ...screen } = options;
  let text = '';
  const reporter = terminalReporter({
    screen: { write: (more) => (text += more), isLive: false, hasColour: false, columns: 80, ...screen },
    detail,
  });
  const planned = report.sheets.map(({ spec, submission, checks }) => ({
    spec: spec.id,
    submission: submission.name,
    checks: checks.length,
    maxPoints: 0,
  }));
  void reporter.runStarted?.(report.run, planned);
  for (const sheet of report.sheets) for (const check of sheet.checks) void reporter.checkEnded?.(check, sheet);
  void reporter.runEnded?.(report);
  return text;
}

describe('the terminal, word for word (vitest -u renews it)', () => {
  test('a run with one of everything, on 80 columns', async () => {
    await expect(shown(sampleReport())).toMatchFileSnapshot('golden/terminal.txt');
  });

  test('the same with everything that passed on the wire', async () => {
    await expect(shown(sampleReport(), { detail: 'everything' })).toMatchFileSnapshot('golden/terminal-verbose.txt');
  });

  test('the same with only the result', async () => {
    await expect(shown(sampleReport(), { detail: 'result' })).toMatchFileSnapshot('golden/terminal-quiet.txt');
  });
});

test('no line of ours is wider than the terminal, but for commands and paths, which must be copied whole', () => {
  for (const columns of [80, 100, 140]) {
    const wide = shown(sampleReport(), { columns })
      .split('\n')
      .filter((line) => line.length > columns && !/^ {2}(again|more) |^[✓✗–?] |; all: logs/.test(line));
    expect(wide).toEqual([]);
  }
});

test('colour adds nothing that is not also a word or a mark', () => {
  const coloured = shown(sampleReport(), { hasColour: true });
  expect(coloured).toContain('\x1b[31m');
  // oxlint-disable-next-line no-control-regex -- the colours are what is taken away
  expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(shown(sampleReport()));
});

test('a live line is written over, and gone at the end', () => {
  const live = shown(sampleReport(), { isLive: true });
  expect(live).toContain('\r\x1b[2K1 of ');
  const last = live.split('\r\x1b[2K').at(-1) ?? '';
  expect(last).not.toMatch(/ of \d+ checks/);
});

test('what a student or a program wrote is shown as text: no control, no escape, no turning of the line', () => {
  for (const detail of ['failures', 'everything'] as const) {
    const text = shown(hostileReport(), { detail });
    // oxlint-disable-next-line no-control-regex -- these must not come through
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/);
    expect(text).toContain('<script>');
  }
});
