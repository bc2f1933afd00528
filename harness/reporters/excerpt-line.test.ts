import { describe, expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import type { Excerpt } from '../model/verdict.js';
import { excerptLine } from './excerpt-line.js';
import { visibleText } from './visible-text.js';

const whole = (text: string): Excerpt => ({ length: toBytes(text).length, from: 0, data: toBytes(text) });

function shown(excerpt: Excerpt, differsAt?: number, most?: { before: number; after: number }): string {
  const line = excerptLine(excerpt, differsAt, most);
  return `${line.cutBefore}…${visibleText(line.before)}[${line.endsEarly ? 'END' : visibleText(line.marked)}]${visibleText(line.after)}…${line.cutAfter}`;
}

describe('an excerpt on one line', () => {
  test('the first wrong byte is kept apart', () => {
    expect(shown(whole('250 OK\r\n'), 6)).toBe('0…250 OK[\\r]\\n…0');
  });

  test('both sides are cut, and it is told how much is missing', () => {
    expect(shown({ length: 1000, from: 100, data: toBytes('abcdefghij') }, 105, { before: 2, after: 2 })).toBe(
      '103…de[f]gh…892',
    );
  });

  test('where the bytes end too early there is nothing to mark', () => {
    expect(shown(whole('250'), 3)).toBe('0…250[END]…0');
    expect(shown(whole(''), 0)).toBe('0…[END]…0');
  });

  test('without a difference the beginning is shown', () => {
    expect(shown(whole('abcdefghij'), undefined, { before: 2, after: 3 })).toBe('0…[]abcde…5');
  });

  test('a difference inside a character marks the whole character, and cuts fall between characters', () => {
    expect(shown(whole('ééé'), 3, { before: 1, after: 1 })).toBe('0…é[é]…2');
  });

  test('a difference outside the excerpt marks nothing', () => {
    expect(shown({ length: 100, from: 0, data: toBytes('abc') }, 50)).toBe('0…abc[]…97');
  });
});
