import { expect, test } from 'vitest';
import { go } from './go.js';
import { surveyOf } from './survey-of.test-support.js';

test('empty lines before and in a source take no time', { timeout: 20_000 }, () => {
  const empty = '\n'.repeat(199_000);
  const files = { 'a.go': empty, 'b.go': `${empty}package main\nfunc main() {}\n` };
  expect(go.entries(surveyOf(files)).map(({ name }) => name)).toEqual(['b.go']);
});
