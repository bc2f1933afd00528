import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('every byte is a write of its own', () => {
  const wire = passage('stream', [{ sliver: '1 byte' }]);
  wire.send('abc', 'd');
  wire.end();
  wire.runOut();
  expect(wire.arrived).toEqual(['a', 'b', 'c', 'd']);
  expect(wire.decisions).toEqual(['1: delivered 1 byte at a time', '2: delivered 1 byte at a time']);
  expect(wire.signals).toEqual(['end']);
});

test('slivers never join two chunks', () => {
  const wire = passage('stream', [{ sliver: 2 }]);
  wire.send('abc', 'de');
  wire.runOut();
  expect(wire.arrived).toEqual(['ab', 'c', 'de']);
});

test('the gap lies between all of them, over chunks too', () => {
  const wire = passage('stream', [{ sliver: '2 bytes', gap: '5ms' }]);
  wire.send('abc', 'de');
  wire.end();
  wire.runOut();
  expect(wire.timetable).toEqual(['ab @0', 'c @5', 'de @10']);
});
