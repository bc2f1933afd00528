import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { lineServer, specWith } from './tcp-server.test-support.js';

const spec = specWith(`
  - id: a
    hint: "read the task again"
    cases: [ { word: "hello" } ]
    hints:
      - { if: timed_out && size(got) == 0, say: "nothing came: is the answer sent?" }
      - { if: 'string(got).lowerAscii() == string(want).lowerAscii()', say: "mind upper and lower case" }
      - { if: 'exit > 0 && string(printed).contains("KeyError")', say: "look at line 7" }
      - { if: code == "reply-differs" && string(got).startsWith(word), say: "too much" }
    steps: [ { send: "\${word}", expect: "\${word}" } ]`);

describe('hints with conditions', () => {
  test.each([
    ['() => undefined', 'nothing came: is the answer sent?'],
    ['(line) => line.toUpperCase()', 'mind upper and lower case'],
    ['() => { console.log("KeyError: 7"); process.exit(1); }', 'look at line 7'],
    ['(line) => line + line', 'too much'],
    ['() => "what?"', 'read the task again'],
  ])('%s is told: %s', async (answer, hint) => {
    const { check } = await markOne({ files: lineServer(answer), spec });
    expect(check('a')).toMatchObject({ status: 'failed', hint });
  });

  test('nobody is given a hint who needs none', async () => {
    const { check } = await markOne({ files: lineServer('(line) => line'), spec });
    expect(check('a').hint).toBeUndefined();
  });
});

test.each([
  ['is not there', 'run: { server.py: "python3 server.py ${port}" }', { 'notes.txt': '' }, 'no-program'],
  ['cannot be run', 'run: "./server ${port}"', { 'notes.txt': '' }, 'cannot-run'],
])('nobody is given a hint of the check under a program that %s', async (_how, run, files, code) => {
  const { check } = await markOne({ files, spec: spec.replace(/run: "[^"]*"/, () => run) });
  expect(check('a').findings[0]?.code).toBe(code);
  expect(check('a').hint).toBeUndefined();
});

test.each([
  ['listens nowhere', 'setInterval(() => {}, 1000);', 'not-listening'],
  ['ends at once', 'process.exit(3);', 'exited-early'],
])('a hint about what came says nothing of a program that %s', async (_how, source, code) => {
  const { check } = await markOne({ files: { 'server.cjs': source }, spec, slow: 0.1 });
  expect(check('a').findings[0]?.code).toBe(code);
  expect(check('a').hint).toBe('read the task again');
});
