import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('the datagrams with these numbers are lost, and no others', () => {
  const wire = passage('datagram', [{ drop: [2, 5] }]);
  wire.send(...numbered(6));
  expect(wire.arrived).toEqual(['1', '3', '4', '6']);
  expect(wire.decisions).toEqual(['2: dropped', '5: dropped']);
});

test('an empty datagram counts', () => {
  const wire = passage('datagram', [{ drop: 2 }]);
  wire.send('', 'b', '');
  expect(wire.arrived).toEqual(['', '']);
});
