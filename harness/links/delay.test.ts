import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const letters = 'abcdefghijklmnop'.split('');

test('each is late by the same time, and delays do not add up', () => {
  const wire = passage('datagram', [{ delay: '50ms' }]);
  wire.send('a', 'b');
  wire.wait(30);
  wire.send('c');
  wire.runOut();
  expect(wire.timetable).toEqual(['a @50', 'b @50', 'c @80']);
  expect(wire.decisions).toEqual(['1: delayed 50 ms', '2: delayed 50 ms', '3: delayed 50 ms']);
});

test('with jitter datagrams overtake each other, within the bounds', () => {
  const wire = passage('datagram', [{ delay: '50ms', jitter: '40ms' }]);
  wire.send(...letters);
  wire.runOut();
  expect(wire.arrived).not.toEqual(letters);
  for (const line of wire.timetable) {
    const atMs = Number(line.split('@')[1]);
    expect(atMs).toBeGreaterThanOrEqual(10);
    expect(atMs).toBeLessThanOrEqual(90);
  }
});

test.each(['normal', 'pareto'])(
  'with %s jitter most are near the middle, some far off, none before its time',
  (shape) => {
    const wire = passage('datagram', [{ delay: '100ms', jitter: '10ms', shape }]);
    wire.send(...Array.from({ length: 1000 }, (_, index) => String(index)));
    wire.runOut();
    const off = wire.timetable.map((line) => Number(line.split('@')[1]) - 100);
    const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
    const deviation = Math.sqrt(off.reduce((sum, each) => sum + (each - mean) ** 2, 0) / off.length);
    expect(Math.abs(mean)).toBeLessThan(1.5);
    expect(deviation).toBeGreaterThan(6);
    expect(deviation).toBeLessThan(14);
    expect(Math.max(...off)).toBeGreaterThan(25);
    expect(Math.max(...off)).toBeLessThanOrEqual(100);
    // The tail of a Pareto distribution is on one side.
    if (shape === 'pareto') expect(Math.min(...off)).toBeGreaterThan(-7);
    else expect(Math.min(...off)).toBeLessThan(-20);
  },
);

test('in order nothing overtakes', () => {
  const wire = passage('datagram', [{ delay: '50ms', jitter: '40ms', in_order: true }]);
  wire.send(...letters);
  wire.runOut();
  expect(wire.arrived).toEqual(letters);
});

test('only the chosen ones are late, and the others pass them', () => {
  const wire = passage('datagram', [{ delay: '50ms', nth: 1 }]);
  wire.send('a', 'b');
  wire.runOut();
  expect(wire.timetable).toEqual(['b @0', 'a @50']);
});

test('in order the others wait behind the chosen one', () => {
  const wire = passage('datagram', [{ delay: '50ms', nth: 1, in_order: true }]);
  wire.send('a', 'b');
  wire.runOut();
  expect(wire.timetable).toEqual(['a @50', 'b @50']);
});

test('a stream keeps its order under jitter, and its end comes last', () => {
  const wire = passage('stream', [{ delay: '50ms', jitter: '50ms' }]);
  wire.send(...letters);
  wire.end();
  expect(wire.signals).toEqual([]);
  wire.runOut();
  expect(wire.arrived).toEqual(letters);
  expect(wire.signals).toEqual(['end']);
});

test('the end of a silent stream is late too', () => {
  const wire = passage('stream', [{ delay: '50ms' }]);
  wire.end();
  wire.wait(49);
  expect(wire.signals).toEqual([]);
  wire.wait(1);
  expect(wire.signals).toEqual(['end']);
});
