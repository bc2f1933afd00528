import { expect, test } from 'vitest';
import { passage } from './passage.test-support.js';

test('the bytes are overwritten wherever the stream is cut', () => {
  const wire = passage('stream', [{ rewrite: '58 59 5a', at: 2 }]);
  wire.send('abc', 'd', 'efg');
  expect(wire.arrived).toEqual(['abX', 'Y', 'Zfg']);
  expect(wire.decisions).toEqual([
    '1: rewritten: 1 byte at offset 2',
    '2: rewritten: 1 byte at offset 3',
    '3: rewritten: 1 byte at offset 4',
  ]);
});

test('beyond the end nothing is added', () => {
  const wire = passage('stream', [{ rewrite: '58 59', at: 3 }]);
  wire.send('abc');
  wire.end();
  expect(wire.arrived).toEqual(['abc']);
  expect(wire.decisions).toEqual([]);
});
