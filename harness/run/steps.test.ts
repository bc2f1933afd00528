import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { specWith, tcpServer } from './tcp-server.test-support.js';

const echo = tcpServer('s.on("data", (d) => s.write(d)); s.on("end", () => s.end());');

describe('expect', () => {
  test('takes a reply that is split over three segments', async () => {
    const files = tcpServer(
      's.setNoDelay(); s.write("one "); setTimeout(() => s.write("message"), 20); setTimeout(() => s.write("\\n"), 40);',
    );
    const { check } = await markOne({ files, spec: specWith('  - { id: a, steps: [ { expect: "one message" } ] }') });
    expect(check('a').status).toBe('passed');
  });

  test('tells a reply without its line end from no reply', async () => {
    const files = tcpServer('s.on("data", () => s.write("hello"));');
    const { check } = await markOne({
      files,
      spec: specWith('  - { id: a, steps: [ { send: "hello", expect: "hello" } ] }'),
    });
    expect(check('a').findings).toMatchObject([
      { code: 'reply-incomplete', summary: 'got 5 of 6 bytes, then silence for 1 s' },
    ]);
  });

  test('says at which byte a reply differs', async () => {
    const files = tcpServer('s.on("data", () => s.write("help\\n"));');
    const { check } = await markOne({
      files,
      spec: specWith('  - { id: a, steps: [ { send: "hello", expect: "hello" } ] }'),
    });
    expect(check('a').findings).toMatchObject([
      { code: 'reply-differs', summary: 'the answer differs from byte 4 on', comparison: { differsAt: 3 } },
    ]);
  });

  test('passes messages over until one fits, where it is asked to', async () => {
    const files = tcpServer('s.write("welcome\\nnews\\nhello\\n");');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { expect: { eventually: { starts: "hel" } } } ] }\n  - { id: b, steps: [ { expect: { eventually: "bye" } } ] }',
      ),
    });
    expect(check('a').status).toBe('passed');
    expect(check('b').findings).toMatchObject([
      { code: 'no-reply', summary: '3 messages, but none like that, came, then silence for 1 s' },
    ]);
  });

  test('holds several demands at once', async () => {
    const files = tcpServer('s.write("+OK ready\\n");');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { expect: { starts: "+", contains: "ready", not: { ends: "!" } } } ] }\n  - { id: b, steps: [ { expect: { starts: "+", match: "^[+]OK$" } } ] }',
      ),
    });
    expect(check('a').status).toBe('passed');
    expect(check('b').findings[0]?.summary).toBe('the answer is not something that matches /^[+]OK$/');
  });

  test('on a raw frame takes exactly as many bytes as it names', async () => {
    const { check } = await markOne({
      files: echo,
      spec: specWith(
        '  - { id: a, steps: [ { send: "abcdef" }, { expect: "abc" }, { expect: { any: 1 } }, { expect: "ef" } ] }',
        '{ c: { connect: server } }',
      ),
    });
    expect(check('a').status).toBe('passed');
  });

  test('gives all patience again when bytes arrive: silence is limited, not size', async () => {
    const files = tcpServer(
      'let n = 0; const t = setInterval(() => { s.write(String(n++)); if (n === 8) { s.write("\\n"); clearInterval(t); } }, 250); s.on("close", () => clearInterval(t));',
    );
    const { check } = await markOne({ files, spec: specWith('  - { id: a, steps: [ { expect: "01234567" } ] }') });
    expect(check('a').status).toBe('passed');
  });
});

describe('the end of a connection', () => {
  test('closed cleanly demands a FIN and nothing before it', async () => {
    const files = tcpServer(
      's.on("data", (d) => { const t = d.toString().trim(); if (t === "end") s.end(); if (t === "more") { s.write("x"); s.end(); } if (t === "reset") s.resetAndDestroy(); });',
    );
    const { check } = await markOne({
      files,
      spec: specWith(
        ['end', 'more', 'reset', 'nothing']
          .map((word) => `  - { id: ${word}, steps: [ { send: "${word}" }, closed ] }`)
          .join('\n'),
      ),
    });
    expect(check('end').status).toBe('passed');
    expect(check('more').findings).toMatchObject([
      { code: 'extra-bytes', summary: 'the server sent 1 byte too many before it closed the connection' },
    ]);
    expect(check('reset').findings).toMatchObject([
      { code: 'reset-by-program', summary: 'the server broke the connection off (a reset) instead of closing it' },
    ]);
    expect(check('nothing').findings).toMatchObject([
      { code: 'still-open', summary: 'the server kept the connection open: it should have closed it within 1 s' },
    ]);
  });

  test('a half close leaves the way back open', async () => {
    const files = tcpServer(
      'let all = ""; s.on("data", (d) => all += d); s.on("end", () => s.end(all.toUpperCase()));',
    );
    const { check } = await markOne({
      files,
      spec: specWith('  - { id: a, steps: [ { send: "late" }, { close: writing }, { expect: "LATE" }, closed ] }'),
    });
    expect(check('a').status).toBe('passed');
  });

  test('a client that waits for the goodbye of its server gets it where it is to end well, and nowhere else', async () => {
    const { check } = await markOne({
      files: {
        'client.js': `const socket = require('node:net').connect(Number(process.argv[2]), '127.0.0.1', () => socket.write('x'));
socket.on('data', () => socket.end());`,
      },
      spec: `spec: 1
name: goodbye
programs: { client: { run: "node client.js \${port}", start: by step } }
peers: { s: { listen: tcp } }
checks:
  - { id: well, steps: [ { start: client }, { s: { expect: "x", answer: "y" } }, { client: { exits: 0 } }, { s: closed } ] }
  - id: ill
    within: 300ms
    steps: [ { start: client }, { s: { expect: "x", answer: "y" } }, { client: { exits: nonzero } } ]`,
    });
    expect(check('well').status).toBe('passed');
    expect(check('ill').findings).toMatchObject([{ code: 'did-not-exit' }]);
  });

  test('what comes unasked fails the check, unless extra is ok', async () => {
    const files = tcpServer('s.on("data", (d) => s.write(d + "and more\\n"));');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { send: "x", expect: "x" } ] }\n  - { id: b, extra: ok, steps: [ { send: "x", expect: "x" } ] }',
      ),
    });
    expect(check('a').findings).toMatchObject([{ code: 'extra-bytes' }]);
    const { check: ofClient } = await markOne({
      files: {
        'client.py': 'import socket, sys\nsocket.create_connection(("127.0.0.1", int(sys.argv[1]))).sendall(b"x")',
      },
      spec: `spec: 1
name: whose peer it is stands in its whole name
programs:
  server: { run: "python3 server.py \${port}", start: by step }
  client: { run: "python3 client.py \${port}", start: by step }
peers: { plain: { connect: server }, plain_server: { listen: tcp } }
checks: [ { id: a, steps: [ { start: client }, { plain_server: { send: "hello" } }, { client: { exits: 0 } } ] } ]`,
    });
    expect(ofClient('a').findings).toMatchObject([{ summary: 'the client sent 1 byte more than was asked for' }]);
    expect(check('b').status).toBe('passed');
  });

  test('a program that died is named with its exit code', async () => {
    const files = tcpServer('s.on("data", () => process.exit(7));');
    const { check } = await markOne({ files, spec: specWith('  - { id: a, steps: [ { send: "x", expect: "x" } ] }') });
    expect(check('a').findings[0]?.summary).toMatch(
      /^the server (closed the connection|broke the connection off \(a reset\)) without an answer; the server ended \(exit code 7\)$/,
    );
  });
});

describe('send', () => {
  test('with an expect beside it, to a server that no longer listens, is refused at once', async () => {
    const files = {
      'server.cjs':
        'const server = require("net").createServer((s) => { s.on("error", () => {}); server.close(); s.write("gone\\n"); }).listen(+process.argv[2]);',
    };
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { c: { expect: "gone" } }, { d: { send: "x", expect: "x", within: 60s } } ] }',
        '{ c: { connect: server, frame: line }, d: { connect: server, frame: line } }',
      ),
    });
    expect(check('a').findings).toMatchObject([{ code: 'refused' }]);
  });

  test('in pieces: each goes out once the program has read the one before', async () => {
    const files = tcpServer(
      'const sizes = []; s.on("data", (d) => { sizes.push(d.length); if (sizes.reduce((a, b) => a + b) === 10) s.write(sizes.join(" ") + "\\n"); });',
    );
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { send: "123456789", pieces: [1, 2, rest], expect: "1 2 7" } ] }\n  - { id: b, steps: [ { send: "123456789", pieces: each 4, expect: "4 4 2" } ] }',
      ),
    });
    expect(check('a').status).toBe('passed');
    expect(check('b').status).toBe('passed');
  });

  test('a program that stops reading is told so, not waited for', async () => {
    const files = tcpServer('s.pause();');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, data: { big: { text: 20000000 } }, steps: [ { send: $big }, { expect: { any: 1 } } ] }',
        '{ c: { connect: server } }',
      ),
    });
    expect(check('a').findings).toMatchObject([{ code: 'send-stalled' }]);
    expect(check('a').findings[0]?.summary).toMatch(
      /^the server stopped reading: only \d+ of 20000000 bytes could be sent to it$/,
    );
  });
});

describe('parallel and meet', () => {
  test('copies hold their connections open at the same moment', async () => {
    const files = tcpServer(
      'global.n = (global.n ?? 0) + 1; s.on("data", () => { const look = setInterval(() => { if (global.n < 7) return; clearInterval(look); s.write("7\\n"); }, 5); });',
    );
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { parallel: { copies: 7, of: c, steps: [ connect, { meet: all_in }, { send: "how many?", expect: "7" } ] } } ] }',
      ),
    });
    expect(check('a').status).toBe('passed');
  });

  test('one copy that fails frees the others from their barrier, and is named with those like it', async () => {
    const files = tcpServer(
      'const mine = global.n = (global.n ?? 0) + 1; s.on("data", (d) => { if (mine !== 2) s.write(d); });',
    );
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { parallel: { copies: 3, of: c, steps: [ connect, { meet: all_in }, { send: "${me}", expect: "${me}" }, { meet: all_served } ] } } ] }',
      ),
    });
    expect(check('a').findings).toHaveLength(1);
    expect(check('a').findings[0]?.summary).toBe('the server sent nothing: silence for 1 s');
  });
});

describe('the same failure of many copies', () => {
  const summaries = async (last: string): Promise<readonly string[]> => {
    const { check } = await markOne({
      files: tcpServer('s.on("data", (d) => s.write(d));'),
      spec: specWith(
        `  - { id: a, steps: [ { parallel: { copies: 3, of: c, steps: [ connect, { send: "x", expect: { match: '(?<said>.)' } }, ${last} ] } } ] }`,
      ),
    });
    return check('a').findings.map(({ summary }) => summary);
  };

  test('is told once, with the name of one of them', async () => {
    expect(await summaries('{ send: "a", expect: "b" }')).toEqual([
      expect.stringMatching(/^the server answered something else \(c[123], and 2 others the same\)$/),
    ]);
  });

  test("or without, where the step that failed is nobody's", async () => {
    expect(await summaries('{ check: said == "y", says: "it said ${said}" }')).toEqual([
      'it said x (and 2 others the same)',
    ]);
  });
});
