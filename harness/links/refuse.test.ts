import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('the port is closed behind the given one; what is under way is swallowed', () => {
  const wire = passage('datagram', [{ refuse: 'after 2nd' }]);
  wire.send(...numbered(3));
  expect(wire.arrived).toEqual(['1', '2']);
  expect(wire.signals).toEqual(['refuse']);
  expect(wire.decisions).toEqual(['2: the port is closed behind it', '3: swallowed']);
});
