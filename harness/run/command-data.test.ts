import { expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

const spec = (program: string): string => `spec: 1
name: test
programs: { client: { ${program} start: by step } }
peers: { s: { listen: tcp, frame: line } }
data: { user: { token: 6 }, greeting: "hello \${user}" }
checks:
  - { id: a, steps: [ start: client, { s: { expect: "\${user} hello \${user}" } } ] }
  - { id: b, data: { user: "Ann B." }, steps: [ start: client, { s: { expect: "Ann B. hello Ann B." } } ] }
`;

const client = `const [port, user, greeting] = process.argv.slice(2);
require('net').connect(+port, '127.0.0.1').end(user + ' ' + greeting + '\\n').resume();`;

test('a command may be given what is the same in all checks, or what a check has in its place', async () => {
  const { check } = await markOne({
    files: { 'client.cjs': client },
    spec: spec('run: "node client.cjs ${port} ${user} ${greeting}",'),
  });
  expect([check('a'), check('b')].flatMap(({ findings }) => findings)).toEqual([]);
});

test('so may the command that a student gives', async () => {
  const { check } = await markOne({
    files: { 'mine.cjs': client },
    manifest: { programs: { client: { run: 'node mine.cjs ${port} ${user} ${greeting}' } } },
    spec: spec('run: "node client.cjs ${port} ${user} ${greeting}",'),
  });
  expect([check('a'), check('b')].flatMap(({ findings }) => findings)).toEqual([]);
});
