import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import { firstErrorAt } from './compiler-errors.js';

test.each([
  ["guess.c:26:26: error: expected ';' before 'FILE'"],
  ['guess.c:1:10: fatal error: sockets.h: No such file or directory'],
  ["Server.java:3: error: ';' expected"],
  ['./main.go:5:2: undefined: prinln'],
  ['error[E0425]: cannot find value `x` in this scope'],
  ["server.ts(3,5): error TS2304: Cannot find name 'x'."],
  ["/usr/bin/ld: server.c:(.text+0x1f): undefined reference to `serve'"],
])('the first error of a compiler: %s', (line) => {
  const before = `server.c: In function 'main':\nserver.c:4:7: warning: unused variable\n    4 |  puts("error: no");\n      |  ^ error: \n`;
  expect(firstErrorAt(toBytes(`${before}${line}\nserver.c:99:1: error: more\n`))).toBe(before.length);
});

test('what names no error has none', () => {
  expect(firstErrorAt(toBytes("make: *** No rule to make target 'server'.  Stop.\n"))).toBeUndefined();
});
