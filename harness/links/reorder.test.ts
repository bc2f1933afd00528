import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a chosen one is overtaken by the next one, and nothing is lost', () => {
  const wire = passage('datagram', [{ reorder: '100%' }]);
  wire.send(...numbered(6));
  expect(wire.arrived).toEqual(['2', '1', '4', '3', '6', '5']);
  expect(wire.decisions.slice(0, 2)).toEqual(['1: held for the next', '1: let go behind the 2nd']);
});

test('about the given share is overtaken', () => {
  const wire = passage('datagram', [{ reorder: '10%' }]);
  wire.send(...numbered(2000));
  const early = wire.arrived.filter((text, place) => Number(text) > place + 1).length;
  expect(early).toBeGreaterThan(140);
  expect(early).toBeLessThan(240);
});

test('if no other comes it goes on after the longest hold, and that is told', () => {
  const wire = passage('datagram', [{ reorder: '100%' }]);
  wire.send('1');
  wire.wait(1499);
  expect(wire.arrived).toEqual([]);
  wire.wait(1);
  expect(wire.arrived).toEqual(['1']);
  expect(wire.decisions.at(-1)).toBe('1: let go after 1.5 s: no other came');
});
