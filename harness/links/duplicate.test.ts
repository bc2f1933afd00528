import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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

test('late copies come so much later', () => {
  const wire = passage('datagram', [{ duplicate: 1, copies: 2, later: '300ms' }]);
  wire.send('a', 'b');
  wire.runOut();
  expect(wire.timetable).toEqual(['a @0', 'b @0', 'a @300', 'a @300']);
  expect(wire.decisions).toEqual(['1: duplicated 2 times, 300 ms later']);
});
