import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the beginning of the stream is cut, with a pause behind each piece, and the rest passes whole', () => {
  const wire = passage('stream', [{ pieces: [1, 3, 'rest'] }]);
  wire.send('abcdefgh');
  wire.send('ij');
  wire.end();
  wire.runOut();
  expect(wire.timetable).toEqual(['a @0', 'bcd @10', 'efgh @20', 'ij @20']);
  expect(wire.decisions).toEqual(['1: cut after byte 1', '1: cut after byte 4']);
  expect(wire.signals).toEqual(['end']);
});

test('without a rest what follows passes all the same', () => {
  const wire = passage('stream', [{ pieces: [2] }]);
  wire.send('abcdef');
  wire.runOut();
  expect(wire.arrived).toEqual(['ab', 'cdef']);
});

test('a piece is not held until it is full: the sender may wait for an answer', () => {
  const wire = passage('stream', [{ pieces: [4, 'rest'] }]);
  wire.send('ab');
  expect(wire.arrived).toEqual(['ab']);
  wire.send('cdef');
  wire.runOut();
  expect(wire.arrived).toEqual(['ab', 'cd', 'ef']);
});
