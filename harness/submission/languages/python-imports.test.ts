import { describe, expect, test } from 'vitest';
import { importsIn } from './python-imports.js';
import { surveyOf } from './survey-of.test-support.js';

/** What `a/b/main.py` with this text imports, of itself and some files around it. */
function importedBy(text: string): readonly string[] | undefined {
  const others = [
    'top.py',
    'twice.py',
    'pack/__init__.py',
    'pack/inner.py',
    'a/above.py',
    'a/b/beside.py',
    'a/b/twice.py',
    'src/far.py',
  ];
  const files = Object.fromEntries(others.map((path) => [path, '']));
  return importsIn(surveyOf({ ...files, 'a/b/main.py': text })).get('a/b/main.py')?.files;
}

test.each([
  ['import beside, top as t, os', ['a/b/beside.py', 'top.py']],
  ['import twice', ['a/b/twice.py']],
  ['import pack.inner', ['pack/inner.py']],
  ['from pack import inner, x', ['pack/__init__.py', 'pack/inner.py']],
  ['from pack.inner import *', ['pack/inner.py']],
  ['from a.b import (beside,\n    twice as t)', ['a/b/beside.py', 'a/b/twice.py']],
  ['from . import beside', ['a/b/beside.py']],
  ['from .. import above', ['a/above.py']],
  ['from ..above import x', ['a/above.py']],
  ['from ...pack import inner', ['pack/__init__.py', 'pack/inner.py']],
  ['import main', []],
  ['import above', ['a/above.py']],
  ['from far import x', ['src/far.py']],
  ['# import top', []],
])('%s', (text, imported) => {
  expect(importedBy(text)).toEqual(imported);
});

describe('a source that is made to take all time', { timeout: 20_000 }, () => {
  const names = Array.from({ length: 15_000 }, (_, index) => `n${index}`).join(', ');

  test.each([
    ['many folders up', `from ${'.'.repeat(90_000)} import ${names}`],
    ['a long name', `from ${'a'.repeat(90_000)} import ${names}`],
    ['a name of many parts', `from ${'a.'.repeat(45_000)}a import ${names}`],
    ['one name again and again', `from ${'a'.repeat(90_000)} import ${'x,'.repeat(45_000)}`],
    ['blanks', `import${' '.repeat(90_000)}\nfrom${' '.repeat(90_000)}\n`],
  ])('%s', (_what, text) => {
    expect(importedBy(`${text}\nimport top`)).toEqual(['top.py']);
  });
});
