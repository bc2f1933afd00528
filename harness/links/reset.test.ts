import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('so many bytes arrive, then the connection is reset', () => {
  const wire = passage('stream', [{ reset: 'after 4 bytes' }]);
  wire.send('abc', 'def', 'ghi');
  expect(wire.arrived).toEqual(['abc', 'd']);
  expect(wire.signals).toEqual(['reset']);
  expect(wire.decisions).toEqual(['2: reset after 4 bytes']);
});

test('now means before any byte, also when the sender ends at once', () => {
  const wire = passage('stream', [{ reset: 'now' }]);
  wire.send('abc');
  wire.end();
  wire.runOut();
  expect(wire.arrived).toEqual([]);
  expect(wire.signals).toEqual(['reset']);
  expect(wire.decisions).toEqual(['0: reset at once']);
});

test('a connection that ends before is not reset', () => {
  const wire = passage('stream', [{ reset: 'after 4 bytes' }]);
  wire.send('abc');
  wire.end();
  expect(wire.signals).toEqual(['end']);
});
