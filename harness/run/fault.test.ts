import { expect, test } from 'vitest';
import { asFault, MachineLacks } from './fault.js';

test('what the machine has not is no fault of ours, and is told', () => {
  expect(asFault(new MachineLacks('this machine has no address ::1'))).toMatchObject({
    whose: 'machine',
    detail: 'this machine has no address ::1',
  });
});
