import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceRange } from '../model/source.js';
import { parseYaml } from './parse.js';
import { keyRangeAt, rangeAt, toData, treeAt, type Path, type Tree } from './tree.js';

function treeOf(text: string): Tree {
  const { tree, problems } = parseYaml(text, 'x.yaml');
  expect(problems).toEqual([]);
  if (!tree) throw new Error('there is no tree');
  return tree;
}

const say = ({ start, end }: SourceRange): string =>
  `${start.line}:${start.column}-${end.line === start.line ? '' : `${end.line}:`}${end.column}`;
const valueAt = (text: string, ...path: Path): string => say(rangeAt(treeOf(text), path));
const keyAt = (text: string, ...path: Path): string => say(keyRangeAt(treeOf(text), path));
const problemsOf = (text: string): string[] =>
  parseYaml(text, 'x.yaml').problems.map(
    ({ code, origin, message }: Diagnostic) => `${origin.start.line}:${origin.start.column} ${code} ${message}`,
  );

describe('every piece knows its place', () => {
  test('keys and values, in lines and in braces', () => {
    expect(keyAt('a: 1\nbb: two\n', 'bb')).toBe('2:1-3');
    expect(valueAt('a: 1\nbb: two\n', 'bb')).toBe('2:5-8');
    expect(keyAt('a: { x: 1, yy: 2 }', 'a', 'yy')).toBe('1:12-14');
    expect(valueAt('a: { x: 1, yy: 22 }', 'a', 'yy')).toBe('1:16-18');
  });

  test('items of lists', () => {
    expect(valueAt('a:\n  - one\n  - two\n', 'a', 1)).toBe('3:5-8');
    expect(valueAt('a: [one, two]', 'a', 1)).toBe('1:10-13');
  });

  test('line ends of Windows shift no line and no column', () => {
    expect(valueAt('a: 1\r\nb:\r\n  - "two"\r\n', 'b', 0)).toBe('3:5-10');
    expect(keyAt('a: 1\r\nb: 2\r\n', 'b')).toBe('2:1-2');
  });

  test('a caret never falls behind the end of a line', () => {
    expect(valueAt('a:\n  x: 1\nb: 2\n', 'a')).toBe('2:3-7');
    expect(valueAt('a: |\n  long\n  text\n\nb: 2\n', 'a')).toBe('1:4-3:7');
  });

  test('columns count UTF-16 units, as editors do', () => {
    expect(valueAt('a: { ä: 1, b: x }', 'a', 'b')).toBe('1:15-16');
    expect(valueAt('a: { 😀: 1, b: x }', 'a', 'b')).toBe('1:16-17');
  });

  test('tabs behind a colon are one column', () => {
    expect(valueAt('a:\tx\n', 'a')).toBe('1:4-5');
  });

  test('a very long line', () => {
    expect(valueAt(`a: [${'x, '.repeat(50_000)}end]`, 'a', 50_000)).toBe('1:150005-150008');
  });

  test('a value that is not there is where its key is', () => {
    expect(valueAt('a: 1\nlonger:\nb: 2\n', 'longer')).toBe('2:1-7');
  });

  test('what an alias brings is where it was written, the alias itself where it stands', () => {
    const text = 'a: &x { inner: 1 }\nb: *x\n';
    expect(valueAt(text, 'b')).toBe('2:4-6');
    expect(valueAt(text, 'b', 'inner')).toBe('1:16-17');
  });

  test('a place that is not there is the nearest one around it', () => {
    expect(valueAt('a: { x: 1 }', 'a', 'nothing', 7)).toBe('1:4-12');
  });
});

describe('a tree is the data that it was', () => {
  test('maps, lists and single values', () => {
    expect(JSON.stringify(toData(treeOf('a: [1, -2.50, "3", yes, true, null, ~]\nb: { c: }\n')))).toBe(
      '{"a":[1,-2.5,"3","yes",true,null,null],"b":{"c":null}}',
    );
  });

  test('a key like __proto__ is a key like any other', () => {
    const data = toData(treeOf('__proto__: { x: 1 }\nconstructor: 2\n')) as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(['__proto__', 'constructor']);
  });

  test('how a value was written is kept', () => {
    expect(treeAt(treeOf("a: 'x\\n'\n"), ['a'])).toMatchObject({
      value: 'x\\n',
      written: "'x\\n'",
      style: 'single quotes',
    });
    expect(treeAt(treeOf('a: 2.50\n'), ['a'])).toMatchObject({ value: 2.5, written: '2.50', style: 'plain' });
    expect(treeAt(treeOf('a: |\n  x\n'), ['a'])).toMatchObject({ value: 'x\n', style: 'block' });
  });
});

describe('nothing is lost or changes its meaning silently', () => {
  test('a key twice, and both of its values stay for the rest of the reading', () => {
    const { tree, problems } = parseYaml('a: { x: 1 }\nb: 2\na: { y: 3 }\n', 'x.yaml');
    expect(problems.map(({ code }) => code)).toEqual(['E003']);
    expect(JSON.stringify(tree && toData(tree))).toBe('{"a":{"x":1,"y":3},"b":2}');
  });

  test('a key twice, however it is written', () => {
    expect(problemsOf('a: 1\n"a": 2\n')).toEqual([
      '2:1 E003 "a" appears twice in this map (first at 1:1); one would hide the other',
    ]);
  });

  test.each(['08080', '0x10', '0o17', '1e3', '.5', '5.', '.inf', '.nan', '12345678901234567890', '+.5'])(
    'the number %s',
    (written) => {
      expect(problemsOf(`a: ${written}\n`)).toEqual([
        expect.stringContaining(`1:4 E055 YAML reads ${written} as the number`),
      ]);
    },
  );

  test.each(['0', '-0', '10', '+5', '2.50', '-1.5', '9007199254740991'])(
    'the number %s is what it looks like',
    (written) => {
      expect(problemsOf(`a: ${written}\n`)).toEqual([]);
    },
  );

  test.each(['1_000', '1:20', '08x', '-0x1', '"08080"', "'0x10'", 'yes', 'on'])('%s is text', (written) => {
    expect(problemsOf(`a: ${written}\n`)).toEqual([]);
  });

  test('\\xff, and only that: a backslash before it is one', () => {
    expect(problemsOf('a: "x\\xffy"\n')).toEqual([
      '1:6 E051 "\\xff" in YAML is the letter ÿ and is sent as the two bytes c3 bf',
    ]);
    expect(problemsOf('a: "\\x7f \\\\xff \\u00ff"\n')).toEqual([]);
    expect(problemsOf("a: '\\xff'\n")).toEqual([]);
  });

  test('tags of YAML, known to it or not', () => {
    expect(problemsOf('a: !hex ff\n')).toEqual(['1:4 E007 the tag !hex is not known here']);
    expect(problemsOf('a: !!binary aGVsbG8=\nb: !!set { x }\nc: !!str 5\n').map((told) => told.slice(0, 8))).toEqual([
      '1:4 E007',
      '2:4 E007',
      '3:4 E007',
    ]);
  });

  test('a merge key, and what it brings stays for the rest of the reading', () => {
    const { tree, problems } = parseYaml('a: &a { x: 1 }\nb: { <<: *a, y: 2 }\n', 'x.yaml');
    expect(problems.map(({ code }) => code)).toEqual(['E005']);
    expect(JSON.stringify(tree && toData(tree))).toBe('{"a":{"x":1},"b":{"y":2,"x":1}}');
  });

  test('keys that are no words', () => {
    expect(problemsOf('1: a\n').map((told) => told.slice(0, 8))).toEqual(['1:1 E005']);
    expect(problemsOf('true: a\n').map((told) => told.slice(0, 8))).toEqual(['1:1 E005']);
    expect(problemsOf('? [a, b]\n: c\n').map((told) => told.slice(0, 8))).toEqual(['1:3 E005']);
  });

  test('a second document, and a version of YAML that reads otherwise', () => {
    expect(problemsOf('a: 1\n---\nb: 2\n').map((told) => told.slice(0, 8))).toEqual(['2:1 E009']);
    expect(problemsOf('a: 1\n...\nb: 2\n').map((told) => told.slice(0, 8))).toEqual(['3:1 E009']);
    expect(problemsOf('%YAML 1.1\n---\na: on\n').map((told) => told.slice(0, 8))).toEqual(['1:1 E009']);
    expect(problemsOf('%YAML 1.2\n---\na: 1\n...\n')).toEqual([]);
  });
});

describe('aliases', () => {
  test('are resolved', () => {
    expect(JSON.stringify(toData(treeOf('a: &x [1, 2]\nb: *x\n')))).toBe('{"a":[1,2],"b":[1,2]}');
  });

  test('a bomb is stopped early', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) =>
        `${String.fromCharCode(98 + level)}: &${String.fromCharCode(98 + level)} [${Array.from({ length: 9 }, () => `*${String.fromCharCode(97 + level)}`).join(', ')}]`,
    );
    const { tree, problems } = parseYaml(`a: &a [x, x]\n${levels.join('\n')}\n`, 'x.yaml');
    expect(tree).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['E008']);
  });

  test('a large file without aliases is no bomb', () => {
    expect(problemsOf(`a:\n${'  - { send: "x", expect: "x" }\n'.repeat(12_000)}`)).toEqual([]);
  });

  test('a mistake that is reached by two aliases is told once', () => {
    expect(problemsOf('a: &x { n: 08 }\nb: *x\nc: *x\n')).toHaveLength(1);
  });
});

describe('what is no YAML is explained where it went wrong', () => {
  test.each([
    ['a: "x\nb: 1\n', '1:4 E005 this " is never closed'],
    ["a: 'x\nb: 1\n", "1:4 E005 this ' is never closed"],
    ['a:\n  - b: "x\n  - c: "y"\n', '2:8 E005 this " is never closed'],
    ['a: [1, 2\nb: 3\n', '1:4 E005 this [ is never closed'],
    ['a: {x: [1, 2}\nb: 3\n', '1:8 E005 this [ is never closed'],
    ['a: {\n', '1:4 E005 this { is never closed'],
    ['a:\n\tb: 1\n', '2:1 E005 a tab stands in the indentation'],
    ['a: b: c\n', '1:5 E005 a second colon on this line: is the text behind the first one meant as a whole?'],
    [
      'a: x\n  b: 1\n',
      '1:4 E005 the lines below are indented as if they belonged to this text, and text has no words of its own',
    ],
    ['key:value\nb: 1\n', '1:4 E005 a blank is missing behind this colon'],
    ['a: 1\nb\nc: 2\n', '2:1 E005 a colon is missing behind this word'],
    ['a:\n  b: 1\n c: 2\n', '3:2 E005 this stands in another column than what it belongs to'],
    ['a:\n  - x\n - y\n', '3:2 E005 this list item stands in another column than what it belongs to'],
    ['a:\n  - b: 1\n   c: 2\n', '3:4 E005 this stands in another column than what it belongs to'],
    ['a: { b: 1 c: 2 }\n', '1:11 E005 a comma is missing before this'],
    ['a: { b: "1" c: 2 }\n', '1:13 E005 a comma is missing before this'],
    ['a: [1,,2]\n', '1:7 E005 there is a comma too many'],
    ['a: 1 }\nb: }\n', '2:4 E005 this } closes nothing'],
    ['a: "x" y\n', '1:8 E005 something stands behind the end of a text in quotes (or of a list or map)'],
    ['a: { run: ./s ${port} }\n', '1:15 E005 a "${…}" inside of { } or [ ] needs quotes round its text'],
    ['a: @x\n', '1:4 E005 text cannot begin with @'],
    ['a: "\\d+"\n', '1:5 E005 "\\d" means nothing between double quotes'],
    ['a: >-x\n', '1:6 E005 behind a | or > nothing else may stand on the line: the text begins on the next one'],
    ['a: *x\n', '1:4 E006 "*x" refers to nothing: there is no "&x" before it'],
    ['a: *\n', '1:4 E006 * stands here without a name behind it'],
    ['a: &x\n', '1:4 E006 "&x" gives a name to nothing'],
    ['a: &x [ *x ]\n', '1:9 E008 "*x" contains itself'],
    ['a: “x”\n', '1:4 E059 “ is a letter of the text and no quote: YAML knows only " and \''],
  ])('%j', (text, told) => {
    expect(problemsOf(text)).toEqual([told]);
  });

  test('one mistake is told once, though the parser stumbles on behind it', () => {
    expect(problemsOf('a: [1, 2\nb: 3\nc: { d\ne: "\n')).toHaveLength(1);
  });

  test('only comments', () => {
    for (const text of ['# a\n', '---\n', '---\n# a\n...\n'])
      expect(problemsOf(text)).toEqual([expect.stringContaining('E001')]);
  });
});
