import type { CheckReport, Report } from '../../model/report.js';
import { checkReason } from '../check-text.js';

/**
 * The output `result` of a step that GitHub Classroom's reporter reads (`autograding-grading-reporter`): JSON in base64.
 * That reporter adds up the scores of all tests, whatever their status, so that one that did not pass has the score that
 * it earned and no more.
 */
export function classroomResult({ sheets, totals }: Report): string {
  const checks = sheets.flatMap((sheet) => sheet.checks);
  return encode({
    version: 1,
    status: totals.inconclusive > 0 ? 'error' : totals.passed === checks.length ? 'pass' : 'fail',
    max_score: totals.maxPoints,
    tests: checks.map(testOf),
  });
}

/** The result where nothing could be checked. */
export function classroomFailure(message: string, maxScore: number): string {
  const test = { name: 'the submission can be checked', status: 'fail', score: 0, message, ...NO_PLACE, duration: 0 };
  return encode({ version: 1, status: 'fail', max_score: maxScore, tests: [test] });
}

/** Tests of other graders stand in a file of the student's; ours do not. */
const NO_PLACE = { test_code: '', filename: '', line_no: 0 };

function testOf(check: CheckReport): object {
  const status = { passed: 'pass', failed: 'fail', blocked: 'fail', inconclusive: 'error' }[check.status];
  return {
    name: `${check.id}: ${check.name}`,
    status,
    message: checkReason(check),
    ...NO_PLACE,
    duration: Math.round(check.durationMs),
    score: check.points,
  };
}

function encode(result: object): string {
  return Buffer.from(JSON.stringify(result)).toString('base64');
}
