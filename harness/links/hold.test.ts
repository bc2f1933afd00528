import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it goes on behind so many others', () => {
  const wire = passage('datagram', [{ hold: { nth: 2, until: '2 more' } }]);
  wire.send(...numbered(5));
  expect(wire.arrived).toEqual(['1', '3', '4', '2', '5']);
  expect(wire.decisions).toEqual(['2: held until 2 more', '2: let go behind the 4th']);
});

test('if the others do not come it goes on after the longest hold, and that is told', () => {
  const wire = passage('datagram', [{ hold: { nth: 1, until: '2 more' } }]);
  wire.send('1', '2');
  wire.wait(1499);
  expect(wire.arrived).toEqual(['2']);
  wire.wait(1);
  expect(wire.arrived).toEqual(['2', '1']);
  expect(wire.decisions.at(-1)).toBe('1: let go after 1.5 s: 1 of 2 more came');
});

test('once let go it is not let go again', () => {
  const wire = passage('datagram', [{ hold: { nth: 1, until: '1 more' } }]);
  wire.send('1', '2', '3');
  wire.runOut();
  expect(wire.arrived).toEqual(['2', '1', '3']);
});

test('two may be held at once by two rules', () => {
  const wire = passage('datagram', [{ hold: { nth: 1, until: '1 more' } }, { hold: { nth: 2, until: '1 more' } }]);
  wire.send('1', '2', '3');
  expect(wire.arrived).toEqual(['1', '2', '3']);
});
