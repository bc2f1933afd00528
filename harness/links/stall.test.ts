import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the stream stops once, and nothing is lost', () => {
  const wire = passage('stream', [{ stall: '3s', after: '2 bytes' }]);
  wire.send('a', 'bcd', 'e');
  wire.end();
  wire.runOut();
  expect(wire.timetable).toEqual(['a @0', 'b @0', 'cd @3000', 'e @3000']);
  expect(wire.decisions).toEqual(['2: stalled for 3 s']);
  expect(wire.signals).toEqual(['end']);
});

test('it begins with the first byte that is to be stopped, not before', () => {
  const wire = passage('stream', [{ stall: '100ms', after: 1 }]);
  wire.send('a');
  wire.wait(500);
  wire.send('b');
  wire.runOut();
  wire.send('c');
  expect(wire.timetable).toEqual(['a @0', 'b @600', 'c @600']);
});

test('a stream that ends before is not stopped', () => {
  const wire = passage('stream', [{ stall: '100ms', after: 5 }]);
  wire.send('abcde');
  wire.end();
  expect(wire.signals).toEqual(['end']);
  expect(wire.decisions).toEqual([]);
});
