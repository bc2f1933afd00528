import { describe, expect, test } from 'vitest';
import { cText, goText, javaText, javaScriptText } from './c-like-text.js';

test.each([
  ['a string that looks like the start of a comment', cText, 'h = "Accept: */*\\r\\n"; listen();', 'h =  ; listen();'],
  ['a string that looks like a comment to the end of the line', cText, 'u = "http://x"; listen();', 'u =  ; listen();'],
  ['a quote in a comment', cText, "/* don't */ listen(); // can't", '  listen();  '],
  ['a quote in quotes', cText, `q = '"'; /* " */ listen(); s = "\\"";`, 'q =  ;   listen(); s =  ;'],
  ['a string over two lines', cText, 's = "a\\\n/*b"; listen();', 's =  ; listen();'],
  ['quotes that part the digits of a number', cText, "n = 1'000; listen();", "n = 1'000; listen();"],
  ['a raw string', cText, 's = R"x(\n"/* )" don\'t\n)x"; listen();', 's =  ; listen();'],
  ['a quote that is never closed', cText, "#error don't /*\nlisten();", '#error don \nlisten();'],
  ['a comment that is never closed', cText, 'x /* listen();', 'x /* listen();'],
  ['a text over several lines', javaText, 's = """\n "a" /*\n"""; listen();', 's =  ; listen();'],
])('%s hides no code', (_what, { codeOf }, text, code) => {
  expect(codeOf(text)).toBe(code);
});

test.each([
  ['Go', goText, 's := `a\\` /* c */; t := "/*" // d', 's := `a\\`  ; t := "/*"  '],
  ['JavaScript', javaScriptText, "s = `\\`/*\n`; require('net') /* c */", "s = `\\`/*\n`; require('net')  "],
])('what strings say can be kept: %s', (_language, { withoutComments }, text, code) => {
  expect(withoutComments(text)).toBe(code);
});

describe('no text takes long', { timeout: 20_000 }, () => {
  test.each(['"', "'", '`', '\\"', "\\'", '\\`', '/*', '//', '"""', 'R"(', 'R"a(', 'R"', ')"', '\\', '"\\'])(
    '%s',
    (piece) => {
      const text = `"${piece.repeat(190_000 / piece.length)}`;
      for (const { codeOf, withoutComments } of [cText, goText, javaText, javaScriptText])
        expect([codeOf(text).length, withoutComments(text).length].every((length) => length <= text.length)).toBe(true);
    },
  );
});
