import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { numbered, passage } from './passage.test-support.js';

test('by default exactly one bit is other', () => {
  const wire = passage('datagram', [{ corrupt: [2] }]);
  wire.send('same', 'same', 'same');
  expect(wire.arrived[0]).toBe('same');
  expect(wire.arrived[2]).toBe('same');
  const bits = [...toBytes('same')]
    .map((byte, at) => (byte ^ (wire.arrived[1] ?? '').charCodeAt(at)).toString(2))
    .join('');
  expect(bits.replaceAll('0', '')).toBe('1');
});

test('bytes are written at an offset, and the length stays', () => {
  const wire = passage('datagram', [{ corrupt: 1, at: 2, to: '58 59 5a' }]);
  wire.send('abcd');
  expect(wire.arrived).toEqual(['abXY']);
  expect(wire.decisions).toEqual(['1: corrupted at offset 2']);
});

test('a certain bit is flipped', () => {
  const wire = passage('datagram', [{ corrupt: 1, at: 1, bit: 5 }]);
  wire.send('abc');
  expect(wire.arrived).toEqual(['aBc']);
});

test('a datagram in which nothing changes is not told as damaged', () => {
  const wire = passage('datagram', [{ corrupt: [1, 2, 3], at: 2, to: '58' }]);
  wire.send('', 'ab', 'abX');
  expect(wire.arrived).toEqual(['', 'ab', 'abX']);
  expect(wire.decisions).toEqual([]);
});

test('the bytes that were sent stay as they are for the trace', () => {
  const wire = passage('datagram', [{ corrupt: 1, at: 0, to: '58' }]);
  wire.send('abc');
  expect(wire.events[0]).toMatchObject({ type: 'relayed', data: toBytes('abc') });
});

test('about the given share is corrupted', () => {
  const wire = passage('datagram', [{ corrupt: '10%' }]);
  wire.send(...numbered(2000));
  expect(wire.decisions.length).toBeGreaterThan(150);
  expect(wire.decisions.length).toBeLessThan(250);
});
