import type { CheckReport, Report, Sheet, Status } from '../model/report.js';
import { checkReason, checkText, streamLines } from './check-text.js';
import type { NotChecked } from './reporter.js';
import type { ReporterKind } from './reporter-kind.js';
import { withVisibleTexts } from './visible-report.js';
import { writeAtomically } from './write-atomically.js';

/** The Common Test Report Format, github.com/ctrf-io/ctrf. It knows no points: they stand under `extra`. */
export const ctrf: ReporterKind = {
  flag: '--ctrf <file>',
  about: 'write a CTRF JSON file',
  open({ file }) {
    const write = (told: object): Promise<void> => {
      const document = { reportFormat: 'CTRF', specVersion: SPEC_VERSION, results: told };
      return writeAtomically(file, `${JSON.stringify(document, undefined, 2)}\n`);
    };
    return {
      name: 'CTRF',
      target: file,
      runEnded: (report) => write(results(withVisibleTexts(report))),
      notChecked: (problem) => write(notCheckedResults(problem)),
    };
  },
};

const SPEC_VERSION = '0.0.0';

/** What was not tried is skipped; what proves nothing is none of its verdicts. */
const STATUSES: Readonly<Record<Status, 'passed' | 'failed' | 'skipped' | 'other'>> = {
  passed: 'passed',
  failed: 'failed',
  blocked: 'skipped',
  inconclusive: 'other',
};

function results({ run, sheets, totals }: Report): object {
  const start = Date.parse(run.startedAt) || 0;
  const checks = sheets.flatMap((sheet) => sheet.checks);
  return {
    tool: { name: 'wiremark', version: run.wiremark },
    summary: {
      tests: checks.length,
      passed: totals.passed,
      failed: totals.failed,
      skipped: totals.blocked,
      pending: 0,
      other: totals.inconclusive,
      start,
      stop: start + Math.round(run.durationMs),
      extra: { points: totals.points, maxPoints: totals.maxPoints, seed: run.seed },
    },
    tests: sheets.flatMap((sheet) => sheet.checks.map((check) => testOf(check, sheet))),
  };
}

function testOf(check: CheckReport, { spec, submission }: Sheet): object {
  return {
    name: `${check.id}: ${check.name}`,
    status: STATUSES[check.status],
    duration: Math.round(check.durationMs),
    suite: [spec.id, submission.name],
    rawStatus: check.status,
    tags: check.tags,
    ...(check.status !== 'passed' && { message: checkReason(check), trace: checkText(check) }),
    filePath: spec.file,
    stdout: streamLines(check, 'stdout'),
    stderr: streamLines(check, 'stderr'),
    extra: { points: check.points, maxPoints: check.maxPoints, hidden: check.hidden, again: check.again },
  };
}

function notCheckedResults({ message, maxPoints }: NotChecked): object {
  return {
    tool: { name: 'wiremark' },
    summary: {
      tests: 1,
      passed: 0,
      failed: 1,
      skipped: 0,
      pending: 0,
      other: 0,
      start: 0,
      stop: 0,
      extra: { points: 0, maxPoints },
    },
    tests: [{ name: 'the submission can be checked', status: 'failed', duration: 0, message }],
  };
}
