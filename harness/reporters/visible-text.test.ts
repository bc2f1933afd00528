import { describe, expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import {
  escapeUnseen,
  visibleLinePieces,
  visibleLines,
  visiblePieces,
  visibleString,
  visibleText,
} from './visible-text.js';

const bytes = (...values: number[]) => new Uint8Array(values);

/** What can come from a student's program, and how it must look: nothing of it may reach a screen as it is. */
const NASTY: readonly (readonly [what: string, text: string, visible: string])[] = [
  ['printable ASCII', 'a B~! "quoted" <b>', 'a B~! "quoted" <b>'],
  ['line ends, tab, NUL', 'a\r\n\tb\0', String.raw`a\r\n\tb\0`],
  ['a colour for the terminal', '\x1b[31mred\x1b[0m', String.raw`\x1b[31mred\x1b[0m`],
  ['a link for the terminal (OSC 8)', '\x1b]8;;http://x\x07', String.raw`\x1b]8;;http://x\x07`],
  ['backspaces and DEL', 'ok\b\b\x7f', String.raw`ok\x08\x08\x7f`],
  ['C1 controls', '\u0085\u009b31m', String.raw`\u{85}\u{9b}31m`],
  ['bidi overrides', '\u202egpj.exe\u202c', String.raw`\u{202e}gpj.exe\u{202c}`],
  [
    'bidi isolates and marks',
    '\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
    String.raw`\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}`,
  ],
  [
    'zero-width characters',
    'a\u200bb\u200cc\u200dd\u2060e\ufefff',
    String.raw`a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{feff}f`,
  ],
  ['a soft hyphen', 'pass\u00adword', String.raw`pass\u{ad}word`],
  ['tag characters', '\u{e0041}', String.raw`\u{e0041}`],
  ['line and paragraph separators', 'a\u2028b\u2029', String.raw`a\u{2028}b\u{2029}`],
  ['blanks that look like a space', 'a\u00a0b\u2003c\u3000d\u2800e', String.raw`a\u{a0}b\u{2003}c\u{3000}d\u{2800}e`],
  ['Hangul fillers, which draw nothing', '\u3164\uffa0', String.raw`\u{3164}\u{ffa0}`],
  ['private and noncharacters', '\ue000\ufffe\u{10ffff}', String.raw`\u{e000}\u{fffe}\u{10ffff}`],
  ['letters of many scripts', 'Zoë 日本語 हिन्दी שלום 🙂', 'Zoë 日本語 हिन्दी שלום 🙂'],
  ['an accent on nothing', '\u0301a', String.raw`\u{301}a`],
  ['an accent that would fall on our own escape', '\n\u0301', String.raw`\n\u{301}`],
  [
    'a tower of accents',
    'e\u0301\u0301\u0301\u0301\u0301\u0301',
    `e\u0301\u0301\u0301\u0301${String.raw`\u{301}\u{301}`}`,
  ],
];

describe('text that was bytes', () => {
  test.each(NASTY)('%s', (_what, text, visible) => {
    expect(visibleText(toBytes(text))).toBe(visible);
  });

  test('bytes that are no UTF-8 are shown one by one', () => {
    expect(visibleText(bytes(0xff, 0xfe, 0x41))).toBe(String.raw`\xff\xfeA`);
    expect(visibleText(bytes(0xc3))).toBe(String.raw`\xc3`);
    expect(visibleText(bytes(0xe2, 0x82))).toBe(String.raw`\xe2\x82`);
    expect(visibleText(bytes(0xe2, 0x82, 0xac))).toBe('€');
  });

  test('overlong forms, surrogates and numbers beyond Unicode are no UTF-8', () => {
    expect(visibleText(bytes(0xc0, 0xaf))).toBe(String.raw`\xc0\xaf`);
    expect(visibleText(bytes(0xe0, 0x80, 0xaf))).toBe(String.raw`\xe0\x80\xaf`);
    expect(visibleText(bytes(0xed, 0xa0, 0x80))).toBe(String.raw`\xed\xa0\x80`);
    expect(visibleText(bytes(0xf4, 0x90, 0x80, 0x80))).toBe(String.raw`\xf4\x90\x80\x80`);
  });

  test('a backslash is doubled, so that \\n written by the program is not taken for a line feed', () => {
    expect(visibleText(toBytes('\\n\n'))).toBe(String.raw`\\n\n`);
  });

  test('every single byte is visible, and no two look alike', () => {
    const all = Array.from({ length: 256 }, (_, byte) => visibleText(bytes(byte)));
    expect(new Set(all).size).toBe(256);
    expect(all.join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  test('a line of a megabyte is shown whole', () => {
    expect(visibleText(new Uint8Array(1_000_000).fill(0x1b))).toHaveLength(4_000_000);
  });
});

describe('text that was never bytes', () => {
  test.each(NASTY)('%s', (_what, text, visible) => {
    expect(visibleString(text)).toBe(visible);
  });

  test('a lone surrogate', () => {
    expect(visibleString('\ud800x\udc00')).toBe(String.raw`\u{d800}x\u{dc00}`);
  });

  test('a backslash stays as its author wrote it', () => {
    expect(visibleString('lines end with \\n')).toBe('lines end with \\n');
  });
});

describe('what a program printed', () => {
  test('line feeds break lines, and everything else is escaped in them', () => {
    expect(visibleLines(toBytes('one\r\n\n\x1b[2Jthree\\n'))).toEqual([
      String.raw`one\r`,
      '',
      String.raw`\x1b[2Jthree\n`,
    ]);
  });

  test('a line feed at the end begins no further line', () => {
    expect(visibleLines(toBytes('a\n'))).toEqual(['a']);
    expect(visibleLines(toBytes('a\n\n'))).toEqual(['a', '']);
    expect(visibleLines(new Uint8Array())).toEqual([]);
  });

  test('our own escapes can be told from the same characters written by the program', () => {
    expect(visibleLinePieces(toBytes('\\t\t'))).toEqual([
      [
        { text: '\\t', escaped: false },
        { text: '\\t', escaped: true },
      ],
    ]);
    expect(visiblePieces(toBytes('a\r\nb'))).toEqual([
      { text: 'a', escaped: false },
      { text: '\\r\\n', escaped: true },
      { text: 'b', escaped: false },
    ]);
  });
});

test('the last net escapes what is left in a page and keeps its line feeds', () => {
  expect(escapeUnseen('<p>\n\u202e\x1b\ud800 Zoë</p>')).toBe('<p>\n\\u{202e}\\x1b\\u{d800} Zoë</p>');
});
