import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is sent within the time arrives in one piece', () => {
  const wire = passage('stream', [{ glue: '20ms' }]);
  wire.send('one\n');
  wire.wait(10);
  wire.send('two\n');
  wire.wait(20);
  wire.send('three\n');
  wire.runOut();
  expect(wire.timetable).toEqual(['one\ntwo\n @20', 'three\n @50']);
  expect(wire.decisions).toEqual(['2: glued to no. 1']);
});

test('the end of the stream ends the waiting', () => {
  const wire = passage('stream', [{ glue: '1m' }]);
  wire.send('a', 'b');
  wire.end();
  expect(wire.arrived).toEqual(['ab']);
  expect(wire.signals).toEqual(['end']);
});
