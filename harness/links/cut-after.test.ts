import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('so many bytes arrive, then the end, then nothing more', () => {
  const wire = passage('stream', [{ cut_after: '4 bytes' }]);
  wire.send('abc', 'def', 'ghi');
  wire.end();
  expect(wire.arrived).toEqual(['abc', 'd']);
  expect(wire.signals).toEqual(['end', 'cut']);
  expect(wire.decisions).toEqual(['2: closed after 4 bytes', '3: swallowed']);
});

test('what a later damage still holds arrives before the end', () => {
  const wire = passage('stream', [{ cut_after: 2 }, { delay: '50ms' }]);
  wire.send('abc');
  wire.runOut();
  expect(wire.arrived).toEqual(['ab']);
  expect(wire.signals).toEqual(['cut', 'end']);
});

test('0 closes before any byte', () => {
  const wire = passage('stream', [{ cut_after: 0 }]);
  wire.runOut();
  wire.send('abc');
  expect(wire.arrived).toEqual([]);
  expect(wire.decisions).toEqual(['0: closed after 0 bytes', '1: swallowed']);
});
