import { describe, expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import type { Excerpt } from '../model/verdict.js';
import { hexOf, hexRows, textOf } from './hex-view.js';

const whole = (text: string): Excerpt => ({ length: toBytes(text).length, from: 0, data: toBytes(text) });
const lines = (excerpt: Excerpt, differsAt?: number, width?: number) =>
  hexRows(excerpt, differsAt, width).map(
    (row) => `${row.offset} ${hexOf(row)} |${textOf(row)}|${row.marked ? ' <' : ''}`,
  );

describe('rows of hex beside text', () => {
  test('sixteen bytes to a row, with a gap in the middle', () => {
    expect(lines(whole('hello, hex dump!!'))).toEqual([
      '0 68 65 6c 6c 6f 2c 20 68  65 78 20 64 75 6d 70 21 |hello, hex dump!|',
      '16 21 |!|',
    ]);
  });

  test('a byte that is no printable ASCII is one dot wide, and says more where there is room', () => {
    expect(lines(whole('a\r\n\0é'), undefined, 8)).toEqual(['0 61 0d 0a 00 c3 a9 |a·····|']);
    expect(hexRows(whole('a\r\n\0é'))[0]?.cells.map((cell) => cell.visible)).toEqual([
      'a',
      '\\r',
      '\\n',
      '\\0',
      '·',
      '·',
    ]);
  });

  test('the first wrong byte is marked, and its row', () => {
    const [row] = hexRows(whole('250 OK\n'), 6);
    expect(row?.cells.map((cell) => cell.marked)).toEqual([false, false, false, false, false, false, true]);
    expect(row?.marked).toBe(true);
  });

  test('where the bytes end too early, the missing one is marked', () => {
    expect(lines(whole('250'), 3, 8)).toEqual(['0 32 35 30 -- |250 | <']);
    expect(lines(whole('12345678'), 8, 8)).toEqual(['0 31 32 33 34 35 36 37 38 |12345678|', '8 -- | | <']);
    expect(lines(whole(''), 0)).toEqual(['0 -- | | <']);
  });

  test('an excerpt that is cut before the end misses nothing there', () => {
    expect(lines({ length: 100, from: 0, data: toBytes('abc') }, 3, 8)).toEqual(['0 61 62 63 |abc|']);
  });

  test('rows start at multiples of the width, so that two excerpts line up', () => {
    expect(lines({ length: 20, from: 11, data: toBytes('xyz') }, 12, 8)).toEqual(['8          78 79 7a |   xyz| <']);
  });

  test('nothing makes no rows', () => {
    expect(lines(whole(''))).toEqual([]);
    expect(lines({ length: 40, from: 5, data: new Uint8Array() })).toEqual([]);
  });
});
