import { describe, expect, test } from 'vitest';
import { conventions } from './conventions/index.js';
import { readSettlements, UNSETTLED, type SettlingFlags } from './settlements.js';

describe('flags that settle', () => {
  test.each<[SettlingFlags, string]>([
    [
      { convention: 'blackboard' },
      'there is no convention "blackboard"\nWrite: --convention moodle, or canvas, or classroom, or names, or files',
    ],
    [{ several: 'all' }, '--several takes "together" or "archive", not "all"'],
    [{ nested: 'yes' }, '--nested takes "unpack", not "yes"'],
    [{ pick: ['zoe'] }, '--pick needs a student and a name, not "zoe"\nWrite: --pick zoe=lab1.zip'],
  ])('%j is refused', (flags, problem) => {
    expect(readSettlements(flags, conventions)).toEqual({ problem });
  });

  test('none settles nothing', () => {
    expect(readSettlements({}, conventions)).toEqual(UNSETTLED);
  });
});
