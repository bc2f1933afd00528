import { describe, expect, test } from 'vitest';
import { java } from './java.js';
import { surveyOf } from './survey-of.test-support.js';

/** Which files are compiled for the program in `main`. */
function compiledFor(main: string, files: Readonly<Record<string, string>>): readonly string[] | undefined {
  return java
    .entries(surveyOf(files))
    .find(({ name }) => name === main)
    ?.build?.slice(5);
}

function withMain(code: string): string {
  return `class Main { public static void main(String[] a) { ${code} } }`;
}

describe('sources that are made to take all time', { timeout: 20_000 }, () => {
  test('one type declared over and over', () => {
    const again = 'class Again {} '.repeat(13_000);
    const files = { 'Main.java': withMain('new Again();'), 'Again.java': again, 'Other.java': again };
    expect(compiledFor('Main.java', files)).toEqual(['Main.java', 'Again.java', 'Other.java']);
  });

  test('many files that declare and name the same types', () => {
    const types = Array.from({ length: 15_000 }, (_, index) => `class T${index}`).join(' ');
    const others = Array.from({ length: 250 }, (_, index) => [`O${index}.java`, types] as const);
    const files = { 'Main.java': withMain('new T0();'), ...Object.fromEntries(others) };
    expect(compiledFor('Main.java', files)).toEqual(Object.keys(files));
  });

  test('empty lines only', () => {
    expect(compiledFor('Main.java', { 'Main.java': withMain(''), 'E.java': '\n'.repeat(200_000) })).toEqual([
      'Main.java',
    ]);
  });
});
