import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('everything after the given one vanishes', () => {
  const wire = passage('datagram', [{ blackhole: 'after 3rd' }]);
  wire.send(...numbered(5));
  expect(wire.arrived).toEqual(['1', '2', '3']);
  expect(wire.decisions).toEqual(['4: swallowed', '5: swallowed']);
});

test('all means every one', () => {
  const wire = passage('datagram', [{ blackhole: 'all' }]);
  wire.send(...numbered(2));
  expect(wire.arrived).toEqual([]);
});
