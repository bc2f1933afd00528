import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('a copy arrives right behind its original', () => {
  const wire = passage('datagram', [{ duplicate: 2 }]);
  wire.send(...numbered(3));
  expect(wire.arrived).toEqual(['1', '2', '2', '3']);
});

test('as many copies as asked for', () => {
  const wire = passage('datagram', [{ duplicate: 1, copies: 3 }]);
  wire.send('a');
  expect(wire.arrived).toEqual(['a', 'a', 'a', 'a']);
});

test('a copy does not change the numbers that the next damage sees', () => {
  const wire = passage('datagram', [{ duplicate: 1 }, { drop: 2 }]);
  wire.send(...numbered(3));
  expect(wire.arrived).toEqual(['1', '1', '3']);
});
