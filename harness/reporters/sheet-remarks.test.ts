import { expect, test } from 'vitest';
import type { CheckReport } from '../model/report.js';
import { sampleCheck } from './sample-check.test-support.js';
import { sheetRemarks } from './sheet-remarks.js';

function check(id: string, ...programs: readonly string[]): CheckReport {
  const remarks = programs.map((program) => ({ code: 'left-behind', program, summary: `the ${program} does` }));
  return sampleCheck({
    id,
    name: id,
    status: 'passed',
    points: 1,
    maxPoints: 1,
    ...(programs.length > 0 && { remarks }),
  });
}

test('a remark is made once, with the checks that it was made in', () => {
  expect(sheetRemarks({ checks: [check('a'), check('b')] })).toEqual([]);
  expect(sheetRemarks({ checks: [check('a', 'server'), check('b'), check('c', 'client', 'server')] })).toEqual([
    { code: 'left-behind', summary: 'the server does', where: 'in the checks a and c' },
    { code: 'left-behind', summary: 'the client does', where: 'in the check c' },
  ]);
});

test('of many checks some are named', () => {
  const checks = ['a', 'b', 'c', 'd', 'e'].map((id) => check(id, 'server'));
  expect(sheetRemarks({ checks })[0]?.where).toBe('in the checks a, b, c and 2 others');
  expect(sheetRemarks({ checks: checks.slice(1) })[0]?.where).toBe('in the checks b, c, d and 1 other');
});
