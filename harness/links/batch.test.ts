import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what comes within the time arrives together at its end', () => {
  const wire = passage('datagram', [{ batch: { every: '20ms' } }]);
  wire.send('a');
  wire.wait(15);
  wire.send('b');
  wire.wait(10);
  wire.send('c');
  wire.runOut();
  expect(wire.timetable).toEqual(['a @20', 'b @20', 'c @45']);
  expect(wire.decisions).toEqual(['1: put into a batch', '2: put into a batch', '3: put into a batch']);
});

test('so many at most leave at a time, the others with the next ones', () => {
  const wire = passage('datagram', [{ batch: { every: '20ms', at_most: 2 } }]);
  wire.send('a', 'b', 'c', 'd', 'e');
  wire.runOut();
  expect(wire.timetable).toEqual(['a @20', 'b @20', 'c @40', 'd @40', 'e @60']);
});
