import { expect, test } from 'vitest';
import { passage } from './passage.test-support.js';

test('only what matches is counted and damaged, and told by its number in the flow', () => {
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

test('two that match change places, and what stands between them passes', () => {
  const wire = passage('datagram', [{ swap: [1, 2], matching: '^DATA' }]);
  wire.send('DATA 1', 'HELLO', 'DATA 2');
  expect(wire.arrived).toEqual(['HELLO', 'DATA 2', 'DATA 1']);
});

test('chance is that of the number in the flow', () => {
  const all = passage('datagram', [{ loss: '50%' }]);
  const some = passage('datagram', [{ loss: '50%', matching: 'x' }]);
  for (const wire of [all, some]) wire.send(...Array.from({ length: 40 }, (_, at) => (at % 2 ? 'x' : 'y')));
  const even = (decision: string): boolean => Number.parseInt(decision, 10) % 2 === 0;
  expect(some.decisions).toEqual(all.decisions.filter(even));
});
