import { describe, expect, test } from 'vitest';
import { firstDifference, toBytes } from '../model/bytes.js';
import { differenceText } from './difference.js';

function told(expected: string | Uint8Array, actual: string | Uint8Array): string | undefined {
  const [want, got] = [expected, actual].map((side) => (typeof side === 'string' ? toBytes(side) : side)) as [
    Uint8Array,
    Uint8Array,
  ];
  const differsAt = firstDifference(want, got);
  return differenceText({
    expected: { length: want.length, from: 0, data: want },
    wanted: '',
    actual: { length: got.length, from: 0, data: got },
    ...(differsAt !== undefined && { differsAt }),
  });
}

describe('where expected and received part, in a sentence', () => {
  test.each([
    ['250 OK\r\n', '250 OK\n', 'The first 6 bytes are right. Then \\r (0x0d) should come, but \\n (0x0a) came.'],
    ['hello', 'hallo', 'The first byte is right. Then "e" (0x65) should come, but "a" (0x61) came.'],
    ['x', '\\', 'At the very beginning "x" (0x78) should come, but "\\\\" (0x5c) came.'],
    ['a b', 'aXb', 'The first byte is right. Then a space (0x20) should come, but "X" (0x58) came.'],
    ['hello', 'he', 'The first 2 bytes are right. Then nothing more came: 3 bytes are missing.'],
    ['ab', 'a', 'The first byte is right. Then nothing more came: 1 byte is missing.'],
    ['hello', '', 'Nothing came, where 5 bytes should.'],
    ['', 'x', 'Nothing should come, but 1 byte came.'],
    ['ok', 'ok\n', 'All 2 expected bytes came, and then 1 byte too many.'],
    [new Uint8Array([0xff]), new Uint8Array([0x1b]), 'At the very beginning 0xff should come, but 0x1b came.'],
  ])('%j against %j', (expected, actual, sentence) => {
    expect(told(expected, actual)).toBe(sentence);
  });

  test('there is nothing to tell where they are the same, or where no exact bytes were expected', () => {
    expect(told('same', 'same')).toBeUndefined();
    expect(differenceText({ wanted: 'something', actual: { length: 1, from: 0, data: toBytes('x') } })).toBeUndefined();
  });
});
