import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { tcpServer } from './tcp-server.test-support.js';

const spec = `spec: 1
name: parameters
params:
  most: 2
  greeting: { default: old, choices: [old, new] }
  framing: { default: line, choices: { line: line, counted: { length: u16be } }, about: how messages are told apart }
programs: { server: { run: "node server.cjs \${port} \${most}" } }
peers: { c: { connect: server, frame: $framing } }
within: 1s
checks:
  - id: a
    steps:
      - expect: '\${greeting == "old" ? "HELLO" : "+hello"}'
      - repeat: { times: $most, steps: [ { send: "x", expect: "\${most}" } ] }
  - id: counted-only
    when: framing == "counted" && most > 1
    points: $most
    steps: [ { expect: { any: 1 } } ]`;

/** Lines, and it greets in the old way. */
const old = tcpServer(
  's.write("HELLO\\n"); let n = 0; s.on("data", () => { s.write(n++ < +process.argv[3] ? process.argv[3] + "\\n" : "enough\\n"); });',
);

/** Counted messages, and it greets in the new way. */
const counted = tcpServer(
  'const say = (t) => { const b = Buffer.alloc(2 + t.length); b.writeUInt16BE(t.length); b.write(t, 2); s.write(b); }; say("+hello"); s.on("data", () => say(process.argv[3]));',
);

describe('a parameter', () => {
  test('may be such that what uses a block or another parameter does not exist', async () => {
    const { sheet } = await markOne({
      files: old,
      spec: spec
        .replace('checks:', 'blocks: { late: [ { send: "${size}", expect: "x" } ] }\nchecks:')
        .replace('params:', 'params:\n  size: 3')
        .replace('steps: [ { expect: { any: 1 } } ]', 'steps: [ { use: late } ]'),
    });
    expect(sheet.checks.map(({ id }) => id)).toEqual(['a']);
  });

  test('has its default where nobody sets it, as a value, a word and a number', async () => {
    const { sheet, check } = await markOne({ files: old, spec });
    expect(check('a').findings).toEqual([]);
    expect(sheet.checks.map(({ id }) => id)).toEqual(['a']);
    expect(sheet.spec.name).toBe('parameters');
  });

  test('that is set changes what is expected, how it is framed, and which checks there are', async () => {
    const { sheet, check } = await markOne({
      files: counted,
      spec,
      set: { framing: 'counted', greeting: 'new', most: '3' },
    });
    expect(check('a').findings).toEqual([]);
    expect(sheet.checks.map(({ id, maxPoints }) => [id, maxPoints])).toEqual([
      ['a', 1],
      ['counted-only', 3],
    ]);
    expect(sheet.spec.name).toBe('parameters (most: 3, greeting: new, framing: counted)');
  });

  test('that is set otherwise than the program wants it fails', async () => {
    const { check } = await markOne({ files: old, spec, set: { greeting: 'new' } });
    expect(check('a').findings).toMatchObject([{ code: 'reply-differs' }]);
    expect(new TextDecoder().decode(check('a').findings[0]?.comparison?.expected?.data)).toBe('+hello');
  });
});
