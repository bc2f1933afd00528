import { expect, test } from 'vitest';
import { passage } from './passage.test-support.js';

test('long datagrams lose their tail, short ones pass whole', () => {
  const wire = passage('datagram', [{ truncate: 3 }]);
  wire.send('abcdef', 'abc', '', 'ab');
  expect(wire.arrived).toEqual(['abc', 'abc', '', 'ab']);
  expect(wire.decisions).toEqual(['1: cut from 6 bytes to 3 bytes']);
});

test('only the chosen ones are cut', () => {
  const wire = passage('datagram', [{ truncate: '1 byte', nth: 2 }]);
  wire.send('abc', 'abc', 'abc');
  expect(wire.arrived).toEqual(['abc', 'a', 'abc']);
});
