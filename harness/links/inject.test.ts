import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('a forged one comes behind the given one', () => {
  const wire = passage('datagram', [{ inject: { hex: '4e 4f' }, behind: 2 }]);
  wire.send(...numbered(3));
  expect(wire.arrived).toEqual(['1', '2', 'NO', '3']);
  expect(wire.decisions).toEqual(['2: injected behind it: 2 bytes']);
});

test('a text is UTF-8', () => {
  const wire = passage('datagram', [{ inject: 'é' }]);
  wire.send('1');
  expect(wire.arrived).toEqual(['1', '\xc3\xa9']);
});
