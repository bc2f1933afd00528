import { expect, test } from 'vitest';
import { language } from '../cli/language.js';
import { lintSpec } from './lint-spec.js';

const messagesOf = (top: string, checks: string): readonly string[] => {
  const text = `spec: 1
name: Echo
programs: { server: { run: "./server \${port}" } }
peers: { c: { connect: server, frame: line } }
${top}
checks:
${checks}
`;
  return lintSpec(Buffer.from(text), 'echo.yaml', language).diagnostics.map(({ message }) => message);
};

const hello = 'steps: [ { c: { send: "hello", expect: "hello" } } ]';

test.each([
  ['in a file', 'data: { x: { text: 9 } }', `  - { id: a, files: { server: { x.txt: $x } }, ${hello} }`],
  [
    'in another value',
    'data: { x: { text: 9 } }',
    '  - { id: a, data: { y: { repeat: $x, times: 2 } }, steps: [ { c: { send: $y, expect: $y } } ] }',
  ],
  [
    'in a block',
    'data: { x: { text: 9 } }\nblocks: { say: [ { c: { send: $x, expect: $x } } ] }',
    '  - { id: a, steps: [ { use: say } ] }',
  ],
  [
    'where a parameter is set otherwise',
    'params: { mode: { default: short, choices: [short, long] } }\ndata: { x: { text: 9 } }',
    `  - { id: a, ${hello} }\n  - { id: b, when: mode == "long", steps: [ { c: { send: $x, expect: $x } } ] }`,
  ],
  [
    'by a check that has its own',
    '',
    '  - { id: a, data: { x: { text: 9 } }, steps: [ { c: { send: $x, expect: $x } } ] }\n  - { id: b, like: a, data: { x: { text: 99 } } }',
  ],
])('a value is used %s', (_where, top, checks) => {
  expect(messagesOf(top, checks)).toEqual([]);
});

test('a value of a model counts where it is declared', () => {
  const model = `  - { id: a, data: { x: { text: 9 } }, ${hello} }\n  - { id: b, like: a }`;
  expect(messagesOf('', model)).toEqual(['no step uses the value "x"']);
});

test('rows may have a name that only tells them apart', () => {
  expect(messagesOf('', `  - { id: a, cases: [ { what: "once" }, { what: "again" } ], ${hello} }`)).toEqual([]);
});
