import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

test('the old one comes once more behind the given one', () => {
  const wire = passage('datagram', [{ replay: 1, behind: 3 }]);
  wire.send(...numbered(4));
  expect(wire.arrived).toEqual(['1', '2', '3', '1', '4']);
  expect(wire.decisions).toEqual(['1: replayed behind the 3rd']);
});

test('behind the next one, where nothing else is said; and only once where copies were made before', () => {
  const wire = passage('datagram', [{ duplicate: 2 }, { replay: 1 }]);
  wire.send(...numbered(2));
  expect(wire.arrived).toEqual(['1', '2', '1', '2']);
});
