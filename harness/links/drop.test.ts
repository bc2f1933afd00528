import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('the datagrams with these numbers are lost, and no others', () => {
  const wire = passage('datagram', [{ drop: [2, 5] }]);
  wire.send(...numbered(6));
  expect(wire.arrived).toEqual(['1', '3', '4', '6']);
  expect(wire.decisions).toEqual(['2: dropped', '5: dropped']);
});

test('with a pattern only the datagrams that match are counted', () => {
  const wire = passage('datagram', [{ drop: 2, matching: '^DATA' }]);
  wire.send('HELLO', 'DATA 1', 'MORE DATA', 'DATA 2', 'DATA 3');
  expect(wire.arrived).toEqual(['HELLO', 'DATA 1', 'MORE DATA', 'DATA 3']);
  expect(wire.decisions).toEqual(['4: dropped']);
});

test('a pattern sees bytes that are no text', () => {
  const wire = passage('datagram', [{ drop: 'first', matching: '^\\x00\\xff' }]);
  wire.send(Uint8Array.of(0, 0xfe), Uint8Array.of(0, 0xff));
  expect(wire.arrived).toEqual(['\x00\xfe']);
});

test('copies made before are lost with their original', () => {
  const wire = passage('datagram', [{ duplicate: [1, 2] }, { drop: 1, matching: 'a' }]);
  wire.send('a', 'a');
  expect(wire.arrived).toEqual(['a', 'a']);
  expect(wire.decisions.filter((decision) => decision.includes('dropped'))).toEqual(['1: dropped', '1: dropped']);
});

test('an empty datagram counts', () => {
  const wire = passage('datagram', [{ drop: 2 }]);
  wire.send('', 'b', '');
  expect(wire.arrived).toEqual(['', '']);
});
