import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { quotedExcerpt } from './quoted-excerpt.js';

test('what fits is quoted whole, in the room that its visible form takes', () => {
  expect(quotedExcerpt(toBytes('hello\n'), 7)).toBe(String.raw`"hello\n"`);
  expect(quotedExcerpt(toBytes(''), 8)).toBe('""');
});

test('what is cut says so, wherever it was cut', () => {
  expect(quotedExcerpt(toBytes('0123456789'), 8)).toBe('"01234567…"');
  // The rest of it is not here.
  expect(quotedExcerpt(toBytes('01234567'), 8, 9)).toBe('"01234567…"');
});

test('neither an escape nor a character is cut in two', () => {
  expect(quotedExcerpt(toBytes('abcde\n'), 6)).toBe('"abcde…"');
  expect(quotedExcerpt(toBytes('abcdeé'), 6)).toBe('"abcdeé"');
  expect(quotedExcerpt(toBytes('abcdefé'), 6)).toBe('"abcdef…"');
  expect(quotedExcerpt(Uint8Array.of(0xff, 0xfe, 0xfd), 9)).toBe(String.raw`"\xff\xfe…"`);
});
