import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('neighbours change places', () => {
  const wire = passage('datagram', [{ swap: [2, 3] }]);
  wire.send(...numbered(4));
  expect(wire.arrived).toEqual(['1', '3', '2', '4']);
  expect(wire.decisions).toEqual(['2: held for the 3rd', '3: swapped with the 2nd']);
});

test('what lies between two distant ones keeps its place', () => {
  const wire = passage('datagram', [{ swap: [5, 2] }]);
  wire.send(...numbered(6));
  expect(wire.arrived).toEqual(['1', '5', '3', '4', '2', '6']);
});

test('if the later one does not come, the earlier goes on after the longest hold', () => {
  const wire = passage('datagram', [{ swap: [1, 3] }]);
  wire.send('1', '2');
  wire.wait(1499);
  expect(wire.arrived).toEqual([]);
  wire.wait(1);
  expect(wire.arrived).toEqual(['1', '2']);
  expect(wire.decisions.at(-1)).toBe('1: let go after 1.5 s: the 3rd did not come');
  wire.send('3');
  expect(wire.arrived).toEqual(['1', '2', '3']);
});

test('a client that sends again after a second is swapped with its own resend', () => {
  const wire = passage('datagram', [{ swap: [1, 2] }]);
  wire.send('ping');
  wire.wait(1000);
  wire.send('ping again');
  expect(wire.arrived).toEqual(['ping again', 'ping']);
});
