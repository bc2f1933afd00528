import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passage } from './passage.test-support.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kilobyte = 'x'.repeat(1000);

test('each datagram takes its time on the line, one after another', () => {
  const wire = passage('datagram', [{ rate: '80kbit' }]);
  wire.send(kilobyte, kilobyte);
  wire.wait(150);
  wire.send(kilobyte);
  wire.runOut();
  expect(wire.timetable.map((line) => line.split(' @')[1])).toEqual(['100', '200', '300']);
  expect(wire.decisions).toEqual(['1: slowed to 80 kbit/s', '2: slowed to 80 kbit/s', '3: slowed to 80 kbit/s']);
});

test('a line that was idle is not faster afterwards', () => {
  const wire = passage('datagram', [{ rate: '80kbit' }]);
  wire.wait(1000);
  wire.send(kilobyte);
  wire.runOut();
  expect(wire.timetable[0]).toContain('@1100');
});

test('what finds the queue full is lost, the one on the line not counted', () => {
  const wire = passage('datagram', [{ rate: '80kbit', queue: 2 }]);
  wire.send('1', '2', '3', '4');
  wire.runOut();
  expect(wire.arrived).toEqual(['1', '2', '3']);
  expect(wire.decisions.at(-1)).toBe('4: dropped: the queue of 2 is full');
});

test('a stream passes segment by segment, and its end behind the last', () => {
  const wire = passage('stream', [{ rate: '800kbit' }]);
  wire.send('y'.repeat(5000));
  wire.end();
  wire.wait(30);
  expect(wire.arrived.map((piece) => piece.length)).toEqual([1448, 1448]);
  wire.runOut();
  expect(wire.arrived.join('')).toBe('y'.repeat(5000));
  expect(wire.signals).toEqual(['end']);
  expect(wire.timetable.at(-1)).toContain('@50');
});
