import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the bytes come at once, the end later', () => {
  const wire = passage('stream', [{ delay_close: '2s' }]);
  wire.send('bye');
  wire.end();
  expect(wire.arrived).toEqual(['bye']);
  wire.wait(1999);
  expect(wire.signals).toEqual([]);
  wire.wait(1);
  expect(wire.signals).toEqual(['end']);
  expect(wire.decisions).toEqual(['1: the FIN behind it is 2 s late']);
});
