import { expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

/** A client and the link that it speaks over. */
const spec = (check: string): string => `spec: 1
name: test
programs: { client: { run: "node client.cjs \${port}", start: by step } }
peers: { s: { listen: udp } }
links: { wire: { from: client, to: s } }
within: 30s
limit: 2m
checks:
  - { id: a, points: 1, ${check} }
`;

const SENDS =
  "require('dgram').createSocket('udp4').send('hello', +process.argv[2], '127.0.0.1', () => process.exit(0));";

test('who has ended is not waited for, and it is told how it ended', async () => {
  const { check } = await markOne({
    files: { 'client.cjs': 'process.exit(3)' },
    spec: spec('steps: [ start: client, { s: { expect: "hello" } } ]'),
  });
  expect(check('a').findings).toMatchObject([
    { code: 'never-connected', summary: 'the client ended (exit code 3) and did not contact its server' },
  ]);
  // It would have been waited for for half a minute.
  expect(check('a').durationMs).toBeLessThan(20_000);
});

test('what it sent right before its end comes, also where a link holds it up', async () => {
  for (const damage of ['', ', damage: { wire: [ { delay: 2s } ] }']) {
    const { check } = await markOne({
      files: { 'client.cjs': SENDS },
      spec: spec(`steps: [ start: client, { client: { exits: 0 } }, { s: { expect: "hello" } } ]${damage}`),
    });
    expect(check('a').findings).toEqual([]);
  }
});

test('who came once, and was to come again, is told so', async () => {
  const { check } = await markOne({
    files: {
      'client.cjs':
        "const s = require('net').connect(+process.argv[2], '127.0.0.1', () => s.end('hello')); s.resume().on('close', () => process.exit(0));",
    },
    spec: `spec: 1
name: test
programs: { client: { run: "node client.cjs \${port}", start: by step } }
peers: { s: { listen: tcp } }
within: 30s
limit: 2m
checks:
  - { id: a, points: 1, steps: [ start: client, { s: { expect: "hello" } }, { s: close }, { s: { expect: "again" } } ] }
`,
  });
  expect(check('a').findings).toMatchObject([
    { summary: 'the client ended (exit code 0) and did not contact its server again' },
  ]);
});

/** A client that says what it has to say only once it was greeted. */
const POLITE = `const socket = require('net').connect(+process.argv[2], '127.0.0.1');
socket.once('data', () => socket.end('thanks\\n')).resume().on('close', () => process.exit(0));`;

test('a server that greets first and waits for the answer in one step speaks with one client', async () => {
  const { check } = await markOne({
    files: { 'client.cjs': POLITE },
    spec: `spec: 1
name: test
programs: { client: { run: "node client.cjs \${port}", start: by step } }
peers: { s: { listen: tcp, frame: line } }
checks:
  - { id: a, steps: [ start: client, { s: { send: "welcome", expect: "thanks" } }, { client: { exits: 0 } } ] }
`,
  });
  expect(check('a').findings).toEqual([]);
});

test('of two ways that wait for one client, the more patient one waits for longer', async () => {
  const { check } = await markOne({
    files: {
      'client.cjs':
        "setTimeout(() => require('net').connect(+process.argv[2], '127.0.0.1').end('thanks\\n').resume(), 1_000);",
    },
    spec: `spec: 1
name: test
programs: { client: { run: "node client.cjs \${port}", start: by step } }
peers: { s: { listen: tcp, frame: line } }
checks:
  - id: a
    steps:
      - start: client
      - either:
          - { s: { expect: "hello", within: 100ms } }
          - { s: { expect: "thanks", within: 20s } }
`,
  });
  expect(check('a').findings).toEqual([]);
});
