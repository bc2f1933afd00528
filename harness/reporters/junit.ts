import type { CheckReport, Report, Sheet } from '../model/report.js';
import { checkReason, checkText, streamLines } from './check-text.js';
import type { NotChecked } from './reporter.js';
import type { ReporterKind } from './reporter-kind.js';
import { withVisibleTexts } from './visible-report.js';
import { writeAtomically } from './write-atomically.js';
import { writeXml, type Element } from './xml.js';

/**
 * JUnit's XML, in the form that most systems read (github.com/testmoapp/junitxml; there is no standard): a suite for
 * each sheet, a case for each check. What is not the submission's doing is an error, what was not tried is skipped.
 */
export const junit: ReporterKind = {
  flag: '--junit <file>',
  about: 'write a JUnit XML file, for GitLab, Jenkins and others',
  open: ({ file }) => ({
    name: 'JUnit',
    target: file,
    runEnded: (report) => writeAtomically(file, writeXml(suites(withVisibleTexts(report)))),
    notChecked: (problem) => writeAtomically(file, writeXml(notCheckedSuites(problem))),
  }),
};

function suites({ run, sheets }: Report): Element {
  const checks = sheets.flatMap((sheet) => sheet.checks);
  return {
    name: 'testsuites',
    attributes: {
      name: 'wiremark',
      ...counts(checks),
      time: seconds(run.durationMs),
      timestamp: timestamp(run.startedAt),
    },
    content: sheets.map((sheet) => suite(sheet, run)),
  };
}

function suite({ spec, submission, totals, checks }: Sheet, run: Report['run']): Element {
  const time = checks.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    name: 'testsuite',
    attributes: {
      name: `${spec.id} · ${submission.name}`,
      ...counts(checks),
      time: seconds(time),
      timestamp: timestamp(run.startedAt),
      file: spec.file,
    },
    content: [
      properties({ points: totals.points, max_points: totals.maxPoints, seed: run.seed, spec_sha256: spec.sha256 }),
      ...checks.map((check) => testcase(check, spec)),
    ],
  };
}

function testcase(check: CheckReport, spec: Sheet['spec']): Element {
  return {
    name: 'testcase',
    attributes: {
      name: `${check.id}: ${check.name}`,
      classname: spec.id,
      time: seconds(check.durationMs),
      file: spec.file,
      line: check.findings[0]?.source.line ?? check.steps[0]?.line,
    },
    content: [
      properties({
        points: check.points,
        max_points: check.maxPoints,
        ...(check.tags.length > 0 && { tags: check.tags.join(' ') }),
      }),
      ...result(check),
      ...output('system-out', streamLines(check, 'stdout')),
      ...output('system-err', streamLines(check, 'stderr')),
    ],
  };
}

function output(name: string, lines: readonly string[]): Element[] {
  return lines.length === 0 ? [] : [{ name, content: lines.join('\n') }];
}

function result(check: CheckReport): Element[] {
  const message = checkReason(check);
  switch (check.status) {
    case 'passed':
      return [];
    case 'failed':
      return [
        {
          name: 'failure',
          attributes: { message, type: check.findings[0]?.code ?? 'failed' },
          content: checkText(check),
        },
      ];
    case 'blocked':
      return [{ name: 'skipped', attributes: { message } }];
    case 'inconclusive':
      return [
        {
          name: 'error',
          attributes: { message, type: `inconclusive-${check.inconclusive?.because ?? ''}` },
          content: checkText(check),
        },
      ];
  }
}

function notCheckedSuites({ message }: NotChecked): Element {
  const attributes = { tests: 1, failures: 1, errors: 0, skipped: 0 };
  const failure: Element = {
    name: 'failure',
    attributes: { message: message.split('\n')[0], type: 'not-checked' },
    content: message,
  };
  const only: Element = {
    name: 'testcase',
    attributes: { name: 'the submission can be checked', classname: 'wiremark', time: '0.000' },
    content: [failure],
  };
  return {
    name: 'testsuites',
    attributes: { name: 'wiremark', ...attributes },
    content: [{ name: 'testsuite', attributes: { name: 'wiremark', ...attributes }, content: [only] }],
  };
}

function counts(checks: readonly CheckReport[]): Record<string, number> {
  const count = (status: CheckReport['status']): number => checks.filter((check) => check.status === status).length;
  return { tests: checks.length, failures: count('failed'), errors: count('inconclusive'), skipped: count('blocked') };
}

function properties(values: Readonly<Record<string, string | number>>): Element {
  return {
    name: 'properties',
    content: Object.entries(values).map(([name, value]) => ({ name: 'property', attributes: { name, value } })),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** Without fractions and zone, as the oldest schema of it wants. */
function timestamp(iso: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(iso)?.[0];
}
