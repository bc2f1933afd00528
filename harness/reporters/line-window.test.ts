import { describe, expect, test } from 'vitest';
import { windowOf } from './line-window.js';

/** What stands over the mark. */
function markedIn(line: string, from: number, widest: number): string {
  const { text, before, marked } = windowOf(line, { from, to: from + 1, widest });
  const places = Array.from(text).flatMap((sign) => (/[\u3041-\u9fff]/.test(sign) ? [sign, sign] : [sign]));
  expect(places.length).toBeLessThanOrEqual(widest);
  return places.slice(before, before + marked).join('');
}

describe('the window of a long line', () => {
  test.each([
    ['at its beginning', `X${'a'.repeat(200)}`, 1],
    ['in its middle', `${'a'.repeat(100)}X${'a'.repeat(100)}`, 101],
    ['at its end', `${'a'.repeat(200)}X`, 201],
    ['behind wide letters', `${'漢'.repeat(90)}X${'漢'.repeat(9)}`, 91],
    ['between wide letters and others', `${'漢'.repeat(40)}X${'a'.repeat(40)}`, 41],
  ])('shows a place %s, with the mark under it', (_where, line, from) => {
    for (const widest of [40, 72, 112]) expect(markedIn(line, from, widest)).toBe('X');
  });

  test('a line that has room is shown whole', () => {
    expect(windowOf('- send: x', { from: 3, to: 7, widest: 9 })).toEqual({ text: '- send: x', before: 2, marked: 4 });
  });
});
