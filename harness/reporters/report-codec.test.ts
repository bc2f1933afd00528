import { describe, expect, test } from 'vitest';
import type { CheckReport, Report } from '../model/report.js';
import { decodeReport, encodeReport } from './report-codec.js';
import { echoSheet } from './sample-echo-sheet.test-support.js';
import { sampleReport } from './sample-report.test-support.js';

function reportOf(data: Uint8Array): Report {
  const sheet = echoSheet();
  const checks = sheet.checks.map((check): CheckReport => ({
    ...check,
    output: [
      { program: 'server', stream: 'stdout', length: data.length, head: data, tail: data.subarray(1), log: 'logs/x' },
    ],
  }));
  return sampleReport([{ ...sheet, checks }]);
}

/** What decoding says of a report whose JSON was changed like this. */
function problemAfter(change: (json: any) => unknown): string {
  const json = JSON.parse(encodeReport(sampleReport()));
  const changed = change(json) ?? json;
  const decoded = decodeReport(JSON.stringify(changed));
  return 'problem' in decoded ? decoded.problem : 'no problem';
}

describe('the round trip', () => {
  test('a report with one of everything comes back as it was', () => {
    expect(decodeReport(encodeReport(sampleReport()))).toEqual(sampleReport());
  });

  test('all 256 bytes survive, and bytes that are no UTF-8', () => {
    for (const data of [
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
      new Uint8Array([0xc3, 0x28, 0xff, 0xed, 0xa0, 0x80]),
      new Uint8Array([0]),
    ]) {
      expect(decodeReport(encodeReport(reportOf(data)))).toEqual(reportOf(data));
    }
  });

  test('bytes that are a view of a longer buffer are written alone', () => {
    const view = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3);
    expect(encodeReport(reportOf(view))).toContain('{ "base64": "AgM=" }');
  });

  test('texts survive, whatever is in them: lone surrogates, controls, the word __proto__', () => {
    const report = sampleReport([
      { ...echoSheet(), submission: { name: '\ud800\u202e\x9b\u2028\u{e0041}', folder: '__proto__', programs: [] } },
    ]);
    expect(decodeReport(encodeReport(report))).toEqual(report);
  });
});

describe('the text', () => {
  test('is the same whatever order the keys were set in', () => {
    const backwards = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(backwards);
      if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, part]) => [key, backwards(part)]),
      );
    };
    expect(encodeReport(backwards(sampleReport()) as Report)).toBe(encodeReport(sampleReport()));
  });

  test('is safe to print: what cannot be seen is escaped', () => {
    const report = sampleReport([
      { ...echoSheet(), submission: { name: '\u202e\x9b\u200b\x1b\u{e0041}', folder: '', programs: [] } },
    ]);
    expect(encodeReport(report)).toContain('"name": "\\u202e\\u009b\\u200b\\u001b\\udb40\\udc41"');
  });

  test('begins with what it is', () => {
    expect(encodeReport(sampleReport())).toMatch(/^\{\n {2}"format": "wiremark-report",\n {2}"version": 1,\n/);
  });

  test('leaves out what the model does not know', () => {
    const extra = { ...sampleReport(), secret: 'not for students' };
    expect(encodeReport(extra)).toBe(encodeReport(sampleReport()));
  });
});

describe('what is refused, and what to do', () => {
  test('text that is not JSON', () => {
    expect(decodeReport(encodeReport(sampleReport()).slice(0, -20))).toEqual({
      problem:
        'This is not JSON: the file was cut off, or is something else. Give the report.json from the folder of a run, like reports/RUN/report.json.',
    });
    expect(decodeReport('')).toHaveProperty('problem');
  });

  test('JSON that is no report', () => {
    for (const text of ['null', '[]', '"x"', '{}', '{"format":"ctrf","version":1}'])
      expect(decodeReport(text)).toEqual({ problem: expect.stringContaining('not a report of wiremark') });
  });

  test('a newer version names who wrote it, made safe to show', () => {
    expect(problemAfter((json) => ({ ...json, version: 2, run: { wiremark: '3.1.0\x1b' } }))).toBe(
      'This report is of version 2, written by wiremark 3.1.0\\x1b; this wiremark reads version 1. Update wiremark, or render the report with the wiremark that wrote it.',
    );
  });

  test('a version that is none', () => {
    expect(problemAfter((json) => ({ ...json, version: 'one', run: null }))).toMatch(
      /^This report is of no known version; this wiremark reads version 1\. Run the marking again/,
    );
  });

  test.each<[string, (json: any) => void, string]>([
    ['a missing key', (json) => delete json.run.seed, 'report.run lacks "seed"'],
    [
      'an unknown key',
      (json) => (json.sheets[0].checks[0].score = 1),
      'report.sheets[0].checks[0] has the unknown key "score"',
    ],
    [
      'a text for a number',
      (json) => (json.sheets[0].checks[1].points = '4\u202e'),
      'report.sheets[0].checks[1].points must be a number of 0 or more, but is "4\\u{202e}"',
    ],
    [
      'a negative number',
      (json) => (json.totals.points = -1),
      'report.totals.points must be a number of 0 or more, but is -1',
    ],
    [
      'half a count',
      (json) => (json.totals.passed = 1.5),
      'report.totals.passed must be a whole number of 0 or more, but is 1.5',
    ],
    [
      'a line 0',
      (json) => (json.sheets[0].checks[1].steps[0].line = 0),
      'line must be a whole number of 1 or more, but is 0',
    ],
    [
      'an unknown verdict',
      (json) => (json.sheets[0].checks[0].status = 'skipped'),
      'status must be one of passed, failed, blocked, inconclusive, but is "skipped"',
    ],
    [
      'an unknown event',
      (json) => (json.sheets[0].checks[0].exchange.events[0].kind = 'toString'),
      'events[0].kind must be one of message, signal, note, but is "toString"',
    ],
    ['a list that is none', (json) => (json.sheets = {}), 'report.sheets must be a list, but is an object'],
    ['an object that is none', (json) => (json.sheets[0] = []), 'report.sheets[0] must be an object, but is a list'],
    [
      'bytes that are no base64',
      (json) => (json.sheets[0].checks[0].output[0].head = { base64: 'a b' }),
      'head must be bytes, like {"base64": "aGVsbG8="}, but is an object',
    ],
    [
      'bytes as plain text',
      (json) => (json.sheets[0].checks[0].output[0].head = 'hello'),
      'head must be bytes, like {"base64": "aGVsbG8="}, but is "hello"',
    ],
  ])('%s', (_what, change, misfit) => {
    const problem = problemAfter((json) => {
      change(json);
    });
    expect(problem).toContain(misfit);
    expect(problem).toMatch(/^This report was damaged or edited: .* Make it anew by running the marking again\.$/);
  });

  test('a key named __proto__', () => {
    const text = encodeReport(sampleReport()).replace('"totals": {', '"__proto__": {}, "totals": {');
    expect(decodeReport(text)).toEqual({ problem: expect.stringContaining('unknown key "__proto__"') });
  });
});
