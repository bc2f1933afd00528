import { describe, expect, test } from 'vitest';
import { raw } from '../frames/raw.js';
import { takeExpected } from '../steps/expect-take.js';
import type { Conversation, StepContext } from '../steps/step-kind.js';
import { RunClock } from './clock.js';
import { StreamInbox } from './inbox.js';
import { markOne } from '../cli/mark-one.test-support.js';
import { lineServer, specWith, tcpServer } from './tcp-server.test-support.js';

test('what is sent without end is read only so far', async () => {
  const { check, traces } = await markOne({
    files: {
      'server.cjs': `require('net').createServer((s) => { s.on('error', () => {}); const more = () => { while (s.write(Buffer.alloc(65536, 'x'))); }; s.on('drain', more); more(); }).listen(+process.argv[2], '127.0.0.1');`,
    },
    spec: `spec: 1
name: test
programs: { server: { run: "node server.cjs \${port}" } }
peers: { c: { connect: server, frame: line } }
within: 1s
limit: 5s
checks: [ { id: a, steps: [ { send: "hello", expect: "hello" } ] } ]`,
  });
  expect(check('a').status).toBe('failed');
  const events = traces.flatMap((trace) => trace.events);
  const bytes = events.reduce((sum, event) => sum + (event.type === 'received' ? event.data.length : 0), 0);
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(bytes).toBeLessThan(40_000_000);
});

test('what comes without end is looked through a few times, however many pieces it comes in', async () => {
  class CountingInbox extends StreamInbox {
    looked = 0;
    override unread(): Uint8Array {
      const unread = super.unread();
      this.looked += unread.length;
      return unread;
    }
  }
  const inbox = new CountingInbox(raw, undefined, undefined);
  const conversation = { inbox, framing: { name: 'raw' }, over: 'tcp' } as unknown as Conversation;
  const clock = new RunClock();
  const context = { sight: {}, deadline: (ms: number) => clock.deadline(ms), withinMs: 60_000 } as StepContext;
  const expectation = { kind: 'next', raw: true, predicates: [{ kind: 'match', pattern: 'end' }] } as const;
  const taken = takeExpected({ expectation, fromAsked: false }, conversation, context, clock.deadline(60_000));
  const piece = new Uint8Array(65_536);
  for (let n = 0; n < 256; n++) inbox.arrive(piece);
  inbox.end('fin');
  expect(await taken).toMatchObject({ ended: 'closed' });
  expect(inbox.looked).toBeLessThan(12 * 256 * piece.length);
});

test('a pattern is found at the end of a long stream that then falls silent', async () => {
  const { check } = await markOne({
    files: tcpServer('s.write("x".repeat(1_500_000)); s.once("data", () => s.write("the end"));'),
    spec: specWith(
      '  - { id: b, steps: [ { send: "more" }, { expect: { match: "the end" } } ] }',
      '{ c: { connect: server } }',
    ),
  });
  expect(check('b').status).toBe('passed');
});

describe('what comes behind the answer', () => {
  const spec = specWith('  - { id: a, steps: [ { send: "hi", expect: "hi" } ] }');
  /** A server that calculates for a while when it has answered. */
  const calculating = (then: string): Readonly<Record<string, string>> =>
    lineServer(
      `(line, state, s) => { s.write(line + "\\n", () => { for (let n = 0; n < 2e6; n++) Math.random(); ${then} }); }`,
    );

  test('is seen, though it takes a while to come', async () => {
    const { check } = await markOne({ files: calculating('s.write("and more\\n")'), spec });
    expect(check('a').findings).toMatchObject([{ code: 'extra-bytes' }]);
  });

  test('is not waited for, where nothing comes', async () => {
    expect((await markOne({ files: calculating(''), spec })).check('a').status).toBe('passed');
    expect((await markOne({ files: calculating('for (;;);'), spec })).check('a').status).toBe('passed');
  });
});

test('who has closed while we send is not said to have stopped reading', async () => {
  const { check } = await markOne({
    files: tcpServer('s.destroy(); console.log("gone");'),
    spec: specWith(
      '  - { id: a, steps: [ { c: connect }, { server: { prints: { contains: gone } } }, { c: { send: { repeat: x, times: 1000000 } } }, { c: { expect: "x" } } ] }',
      '{ c: { connect: server } }',
    ),
  });
  expect(check('a').findings).toMatchObject([{ code: 'reset-by-program' }]);
});

describe('what must not come', () => {
  test('quiet of something passes over all else', async () => {
    const spec = specWith(
      '  - { id: a, steps: [ { send: "hi" }, { quiet: 150ms, of: { ends: "hi" } }, { send: "bye", expect: "bye" } ] }',
    );
    const polite = lineServer('(line) => line === "hi" ? "* somebody came\\n* somebody left" : line');
    expect((await markOne({ files: polite, spec })).check('a').findings).toEqual([]);
    const echoing = lineServer('(line) => "* news\\nyou: " + line');
    expect((await markOne({ files: echoing, spec })).check('a').findings).toMatchObject([
      {
        code: 'not-quiet',
        summary: 'the server sent what should not have come for 150 ms',
        comparison: { wanted: 'nothing that is something that ends with "hi"' },
      },
    ]);
  });

  test('closed without something lets all else come before', async () => {
    const spec = specWith(
      '  - { id: a, steps: [ { send: "LOGIN eve x" }, { closed: somehow, without: { starts: "+" } } ] }',
    );
    const refusing = lineServer('(line, state, s) => { s.end("-wrong\\n-bye\\n"); }');
    expect((await markOne({ files: refusing, spec })).check('a').findings).toEqual([]);
    const letting = lineServer('(line, state, s) => { s.end("-wrong\\n+welcome\\n"); }');
    expect((await markOne({ files: letting, spec })).check('a').findings).toMatchObject([
      { code: 'forbidden-answer', summary: 'the server sent what it must not send' },
    ]);
  });
});

describe('clients', () => {
  const spec = `spec: 1
name: test
programs:
  asker: { start: by step, run: "node asker.cjs \${port}" }
  mute: { start: by step, run: "node mute.cjs \${port}" }
peers: { a: { listen: udp }, b: { listen: udp } }
checks:
  - { id: quiet, steps: [ { start: { mute: { port: b } } }, { b: { quiet: 300ms } } ] }
  - { id: late, steps: [ { start: { asker: { port: a } } }, { start: { mute: { port: b } } }, { a: { expect: "hello" } }, { b: { expect: "hello", within: 300ms } } ] }
  - { id: loud, steps: [ { start: { asker: { port: a } } }, { a: { quiet: 5s } } ] }
`;
  const files = {
    'asker.cjs': "require('dgram').createSocket('udp4').send('hello', +process.argv[2], '127.0.0.1');",
    'mute.cjs': 'setTimeout(() => {}, 60_000);',
  };

  test('one that is to be quiet, and sends no datagram, is quiet; and of two that one is named which is meant', async () => {
    const { check } = await markOne({ files, spec });
    expect(check('quiet').findings).toEqual([]);
    expect(check('late').findings).toMatchObject([
      { code: 'never-connected', summary: 'the mute did not contact its server within 300 ms' },
    ]);
    expect(check('loud').findings).toMatchObject([{ code: 'not-quiet' }]);
    expect(check('loud').findings[0]?.summary).toMatch(/^the asker /);
  });
});

describe('bytes of numbers', () => {
  test('are put together with other bytes, and may be calculated', async () => {
    const spec = specWith(
      `
  - id: a
    cases: [ { n: 258 } ]
    steps:
      - let: { seq: 7 }
      - { send: { concat: [ { u8: 1 }, { u16be: $n }, { u32le: "\${seq + 1}" }, "data", { base64: "/wA=" } ] } }
      - { expect: { hex: "01 0102 08000000 64617461 ff00" } }`,
      '{ c: { connect: server } }',
    );
    const files = {
      'server.cjs': 'require("net").createServer((s) => s.on("data", (d) => s.write(d))).listen(+process.argv[2]);',
    };
    expect((await markOne({ files, spec })).check('a').findings).toEqual([]);
  });

  test('that are too large for their bytes are a fault of the spec, or of the program that told them', async () => {
    const files = lineServer('() => "70000"');
    const told = specWith(
      `  - { id: a, steps: [ { send: "n?", expect: { match: '(?<n>.*)' } }, { let: { m: number(n) } }, { send: { u16be: $m } }, { expect: { any: 1 } } ] }`,
    );
    expect((await markOne({ files, spec: told })).check('a').findings).toMatchObject([
      { code: 'no-value', summary: 'what came makes no value of m: it is 70000, and must be a number from 0 to 65535' },
    ]);
    const given = specWith(
      '  - { id: a, cases: [ { m: 70000 } ], steps: [ { send: { u16be: $m }, expect: { any: 1 } } ] }',
    );
    expect((await markOne({ files, spec: given })).check('a')).toMatchObject({
      status: 'inconclusive',
      inconclusive: { because: 'spec' },
    });
  });
});
