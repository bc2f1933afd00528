import { expect, test } from 'vitest';
import { passage } from './passage.test-support.js';

test('one that is too long is lost, one that just fits passes', () => {
  const wire = passage('datagram', [{ mtu: 3 }]);
  wire.send('abc', 'abcd', '');
  expect(wire.arrived).toEqual(['abc', '']);
  expect(wire.decisions).toEqual(['2: dropped: 4 bytes are more than 3 bytes']);
});
