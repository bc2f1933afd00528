import { expect, test } from 'vitest';
import { go } from './go.js';
import { surveyOf } from './survey-of.test-support.js';

test('empty lines before and in a source take no time', { timeout: 20_000 }, () => {
  const empty = '\n'.repeat(199_000);
  const files = { 'a.go': empty, 'b.go': `${empty}package main\nfunc main() {}\n` };
  expect(go.entries(surveyOf(files)).map(({ name }) => name)).toEqual(['b.go']);
});

/** What the program in a file is built of. */
function builtOf(name: string, files: Readonly<Record<string, string>>): readonly string[] | undefined {
  return go
    .entries(surveyOf(files))
    .find((entry) => entry.name === name)
    ?.build?.slice(4);
}

const program = (code = ''): string => `package main\nfunc main() { ${code} }\n`;

test('two programs in one folder are built one by one, each with what it names, also in a module', () => {
  const files = {
    'server.go': program('serve()'),
    'client.go': program('ask()'),
    'serve.go': 'package main\nfunc serve() { log() }\n',
    'log.go': 'package main\nfunc log() {}\n',
    'unfinished.go': 'package main\nfunc other() {',
  };
  for (const all of [files, { ...files, 'go.mod': 'module echo\n' }]) {
    expect(builtOf('server.go', all)).toEqual(['server.go', 'serve.go', 'log.go']);
    expect(builtOf('client.go', all)).toEqual(['client.go']);
  }
});

test('a folder of a module with one program is built as a whole', () => {
  const files = { 'go.mod': 'module echo\n', 'server.go': program(), 'serve.go': 'package main\nfunc serve() {}\n' };
  expect(builtOf('server.go', files)).toEqual(['.']);
});

test('many programs beside long helpers take no time', { timeout: 20_000 }, () => {
  const main = 'package main\nfunc main() { serve0() }\n';
  const helper = (index: number): string => `package main\nfunc serve${index}() {}\n${'x := 1\n'.repeat(7_000)}`;
  const files = Object.fromEntries(
    Array.from({ length: 420 }, (_, index) => [
      [`m${index}.go`, main] as const,
      [`h${index}.go`, helper(index)] as const,
    ]).flat(),
  );
  expect(builtOf('m7.go', files)).toEqual(['m7.go', 'h0.go']);
});
