import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('about the given share is lost', () => {
  const wire = passage('datagram', [{ loss: '20%' }]);
  wire.send(...numbered(5000));
  expect(wire.arrived.length).toBeGreaterThan(3900);
  expect(wire.arrived.length).toBeLessThan(4100);
});

test('never more in a row than allowed', () => {
  const wire = passage('datagram', [{ loss: '100%', at_most: '2 in a row' }]);
  wire.send(...numbered(9));
  expect(wire.arrived).toEqual(['3', '6', '9']);
});

test('at 100% all is lost', () => {
  const wire = passage('datagram', [{ loss: '100%' }]);
  wire.send(...numbered(9));
  expect(wire.arrived).toEqual([]);
  expect(wire.decisions).toHaveLength(9);
});
