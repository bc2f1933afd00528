import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { visibleText } from './visible-text.js';
import { sayLate, writtenOutput } from './written-output.js';

function shown(length: number, head: string, tail: string): string {
  const written = writtenOutput({ length, head: toBytes(head), tail: toBytes(tail) });
  switch (written.kind) {
    case 'nothing':
      return 'nothing';
    case 'whole':
      return visibleText(written.all);
    case 'cut':
      return `${visibleText(written.head)}…${written.between}…${visibleText(written.tail)}`;
  }
}

test('a program that wrote nothing', () => expect(shown(0, '', '')).toBe('nothing'));
test('all of it, in one piece or two', () => {
  expect(shown(5, 'hello', '')).toBe('hello');
  expect(shown(5, 'hel', 'lo')).toBe('hello');
});
test('head and tail that overlap are joined without repeating', () => expect(shown(5, 'hell', 'ello')).toBe('hello'));
test('what lies between the two ends is counted', () => expect(shown(100, 'be', 'end')).toBe('be…95…end'));

test('what came after the end of the script is told as such', () => {
  const late = (text: string, lateLines?: number): string =>
    sayLate({
      length: text.length,
      head: toBytes(text),
      tail: toBytes(''),
      ...(lateLines !== undefined && { lateLines }),
    });
  expect(late('a\nb\n')).toBe('');
  expect(late('a\nb\n', 1)).toBe(', its last line after the end of the script');
  expect(late('a\nb\nc', 2)).toBe(', the last 2 lines after the end of the script');
  expect(late('a\nb\n', 2)).toBe(', all after the end of the script');
});
