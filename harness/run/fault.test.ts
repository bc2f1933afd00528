import { expect, test } from 'vitest';
import { Incomputable } from '../value/evaluate.js';
import { asFault, MachineLacks } from './fault.js';

test('what the machine has not is no fault of ours, and is told', () => {
  expect(asFault(new MachineLacks('this machine has no address ::1'))).toMatchObject({
    whose: 'machine',
    detail: 'this machine has no address ::1',
  });
});

test('data without a value is a mistake of the spec', () => {
  expect(asFault(new Incomputable('10 / n', 'it divides by zero', false))).toEqual({
    type: 'fault',
    whose: 'spec',
    detail: '"10 / n" in the spec cannot be used: it divides by zero',
  });
});
