import { expect, test } from 'vitest';
import { python } from './python.js';
import { surveyOf } from './survey-of.test-support.js';

const SERVER = 'import socket\nsocket.socket().listen(1)\n';
const HANDLER = { 'server/handler.py': 'x = 1', 'common/names.py': 'x = 1' };

/** Where `server/server.py` is started, and how, when its source begins so. */
function startOf(beginning: string, others: Readonly<Record<string, string>> = HANDLER): unknown {
  const entries = python.entries(surveyOf({ 'server/server.py': `${beginning}\n${SERVER}`, ...others }));
  return entries.map(({ folder, run }) => [folder, ...run])[0];
}

const inItsFolder = ['server', 'python3', 'server.py'];
const fromTheTop = ['', 'python3', '-m', 'server.server'];

test.each<[string, string, readonly string[]]>([
  ['it has a folder added to the path', 'import sys\nsys.path.append("..")\nfrom common.names import x', inItsFolder],
  ['it imports what lies beside it, and from above', 'import handler\nfrom common import names', inItsFolder],
  ['it only imports what lies beside it', 'import handler', inItsFolder],
  ['it imports from above', 'from common import names', fromTheTop],
  [
    'it adds the folder that it is started in',
    'import sys\nsys.path.insert(0, ".")\nfrom common import names',
    fromTheTop,
  ],
  [
    'it adds the folder above its file',
    'import os, sys\nsys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))\nfrom common import names',
    inItsFolder,
  ],
  ['its path is spoken of in a comment', '# without sys.path\nfrom common import names', fromTheTop],
  ['it imports its folder by name', 'from server import handler', fromTheTop],
  ['it imports by a leading dot', 'from .handler import x\nimport sys\nprint(sys.path)', fromTheTop],
])('a program in a folder starts where its imports are found: %s', (_what, beginning, start) => {
  expect(startOf(beginning)).toEqual(start);
});

test('what lies beside a program may lie at the top as well', () => {
  const others = { ...HANDLER, 'handler.py': 'x = 2' };
  expect(startOf('import handler\nfrom common import names', others)).toEqual(fromTheTop);
});

test('many long files that import all before them', { timeout: 20_000 }, () => {
  const names = Array.from({ length: 390 }, (_, index) => `m${index}`);
  const files = names.map((name, index) => [
    `${name}.py`,
    `import ${names.slice(0, index).join(',')}${'\n'.repeat(190_000)}`,
  ]);
  expect(startOf('import m389', Object.fromEntries(files))).toEqual(fromTheTop);
});
