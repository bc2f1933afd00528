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

test.each<[string, Record<string, string>, string[]]>([
  [
    'a class in a package beside one without',
    { 'src/Main.java': withMain('util.Helper.help();'), 'src/util/Helper.java': 'package util; class Helper {}' },
    ['src/Main.java', 'src/util/Helper.java'],
  ],
  [
    'packages whose upper folders were not handed in',
    {
      'server/Main.java': `package chat.server; ${withMain('new Message();')}`,
      'common/Message.java': 'package chat.common; class Message { Body b; }',
      'common/Body.java': 'package chat.common; class Body {}',
    },
    ['common/Body.java', 'common/Message.java', 'server/Main.java'],
  ],
  [
    'of two copies in other folders the first',
    {
      'server/Main.java': withMain('new Message();'),
      'common/Message.java': 'class Message {}',
      'old/common/Message.java': 'class Message { unfinished',
    },
    ['common/Message.java', 'server/Main.java'],
  ],
  [
    'not what another folder has, where its own has it',
    {
      'new/Main.java': withMain('new Message();'),
      'new/Message.java': 'class Message {}',
      'copy/Message.java': 'class Message { unfinished',
    },
    ['new/Main.java', 'new/Message.java'],
  ],
  [
    'not what another folder has inside of its own',
    {
      'server/Main.java': withMain('Map.Entry e; Node n;'),
      'client/Main.java': 'class Main { public static void main(String[] a) {} static class Entry {} }',
      'client/Node.java': 'class Node {} class Main {}',
    },
    ['server/Main.java'],
  ],
  [
    'not what has the name of a class of Java that is imported',
    {
      'server/Main.java': `import java.util.logging.Handler;\n${withMain('Handler h;')}`,
      'old/Handler.java': 'class Handler { unfinished',
    },
    ['server/Main.java'],
  ],
])('is compiled along: %s', (_what, files, compiled) => {
  const main = Object.keys(files)[0] ?? '';
  expect(compiledFor(main, files)?.toSorted()).toEqual(compiled);
});

describe('sources that are made to take all time', { timeout: 20_000 }, () => {
  test('one type declared over and over', () => {
    const again = 'class Again {} '.repeat(13_000);
    const files = { 'Main.java': withMain('new Again();'), 'Again.java': again, 'Other.java': again };
    expect(compiledFor('Main.java', files)).toEqual(['Main.java', 'Again.java', 'Other.java']);
  });

  test('many files that declare and name the same types', () => {
    const types = Array.from({ length: 6000 }, (_, index) => `class T${index}`).join(' ');
    const others = Array.from({ length: 250 }, (_, index) => [`O${index}.java`, types] as const);
    const files = { 'Main.java': withMain('new T0();'), ...Object.fromEntries(others) };
    expect(compiledFor('Main.java', files)).toEqual(Object.keys(files));
  });

  test('two folders of many files, of which one declares what the other names', () => {
    const types = Array.from({ length: 200 }, (_, index) => `T${index}`);
    const naming = types.map((type) => `new ${type}();`).join(' ');
    const declaring = types.map((type) => `class ${type} {}`).join(' ');
    const files = Object.fromEntries(
      Array.from({ length: 320 }, (_, index) => index).flatMap((index) => [
        [`a/N${index}.java`, index === 0 ? withMain(naming) : naming] as const,
        [`b/D${index}.java`, declaring] as const,
      ]),
    );
    expect(compiledFor('a/N0.java', files)).toHaveLength(321);
  });

  test('empty lines only', () => {
    expect(compiledFor('Main.java', { 'Main.java': withMain(''), 'E.java': '\n'.repeat(200_000) })).toEqual([
      'Main.java',
    ]);
  });
});
