import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { specWith } from './tcp-server.test-support.js';

describe('programs', () => {
  test('exit code, output and complaints are expected like messages', async () => {
    const files = {
      'client.cjs': 'console.log("asking"); console.error("no such file: x"); setTimeout(() => process.exit(4), 50);',
    };
    const text = (check: string): string =>
      `spec: 1\nname: test\nprograms: { client: { run: "node client.cjs", start: by step } }\npeers: { s: { listen: tcp } }\nchecks:\n  - { id: a, steps: [ { start: client }, ${check} ] }`;
    const run = async (check: string): Promise<unknown> =>
      (await markOne({ files, spec: text(check) })).check('a').findings[0] ?? 'passed';
    expect(
      await run(
        '{ client: { exits: 4 } }, { client: { prints: { contains: asking } } }, { client: { complains: { match: "no such" } } }',
      ),
    ).toBe('passed');
    // The line end of the last line counts only where it is asked for.
    for (const line of ['asking', '"asking\\n"'])
      expect(await run(`{ client: { exits: 4, prints: ${line} } }`)).toBe('passed');
    for (const line of ['ask', '"asking\\n\\n"'])
      expect(await run(`{ client: { exits: 4, prints: ${line} } }`)).toMatchObject({ code: 'not-printed' });
    expect(await run('{ client: { exits: 0 } }')).toMatchObject({
      code: 'wrong-exit',
      summary: 'the client ended with exit code 4; expected was 0',
    });
    expect(await run('{ client: { exits: nonzero, prints: { contains: "no such" } } }')).toMatchObject({
      code: 'not-printed',
      summary: 'what the client printed is not something that contains "no such"',
    });
    expect(await run('{ s: { expect: { any: 1 } } }')).toMatchObject({
      code: 'never-connected',
      summary: 'the client ended (exit code 4) and did not contact its server',
    });
  });

  test('of a long text that is not printed whole it is told how much is there, and where they part', async () => {
    const printing = async (text: string, wanted: string): Promise<unknown> => {
      const { check } = await markOne({
        files: { 'client.cjs': `process.stdout.write(${text})` },
        spec: `spec: 1\nname: test\nprograms: { client: { run: "node client.cjs" } }\nchecks:\n  - { id: a, data: { long: { repeat: "0123456789", times: 20 } }, steps: [ { client: { prints: ${wanted} } } ] }`,
      });
      return check('a').findings[0];
    };
    expect(await printing(`'got: ' + '0123456789'.repeat(7) + '01X'`, '{ contains: $long }')).toMatchObject({
      summary: 'what the client printed is not something that contains $long: only the first 72 of 200 bytes are there',
      comparison: { differsAt: 72, printed: true },
    });
    expect(await printing(`'0123456789'.repeat(19)`, '$long')).toMatchObject({
      summary: 'what the client printed is not $long: only the first 190 of 200 bytes are there',
      comparison: { differsAt: 190 },
    });
    expect(await printing(`'something else, which is as long as that'`, '{ contains: $long }')).toMatchObject({
      summary: 'what the client printed is not something that contains $long',
    });
  });

  const LISTENING = `import socket, sys, threading, time
port = int(sys.argv[1])
def listener(family, host):
    sock = socket.socket(family)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6: sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    sock.bind((host, port))
    sock.listen()
    return sock
def serve(sock):
    while True:
        conn, _ = sock.accept()
        with conn: conn.sendall(conn.recv(100))
`;

  const SERVE_IPV6 = 'threading.Thread(target=serve, args=(six,), daemon=True).start()';
  const SERVE_IPV4 = 'serve(listener(socket.AF_INET, "0.0.0.0"))';

  const AFTER_WORK = `begun = time.process_time()
while time.process_time() - begun < 0.1: pass
${SERVE_IPV6}
${SERVE_IPV4}`;

  test.each([
    ['IPv6 alone', 'serve(six)', ''],
    ['IPv6, and IPv4 after some work', AFTER_WORK, ''],
    ['IPv6, and IPv4 after some work, by a client that asks for IPv4', AFTER_WORK, ', address: "127.0.0.1"'],
    ['IPv6, and IPv4 a while later', `${SERVE_IPV6}\ntime.sleep(0.3)\n${SERVE_IPV4}`, ''],
  ])('one that listens over %s is reached', async (_how, rest, address) => {
    const { check } = await markOne({
      files: { 'server.py': `${LISTENING}six = listener(socket.AF_INET6, "::")\n${rest}` },
      spec: `spec: 1
name: test
programs: { server: { run: "python3 server.py \${port}" } }
peers: { c: { connect: server${address} } }
checks: [ { id: a, steps: [ { c: { send: hello, expect: hello } } ] } ]
`,
    });
    expect(check('a')).toMatchObject({ status: 'passed' });
  });

  test('one that listens nowhere is told what was started', async () => {
    const { check } = await markOne({
      files: { 'server.cjs': 'setInterval(() => {}, 1000)' },
      spec: specWith('  - { id: a, steps: [ { expect: "x" } ] }'),
      slow: 0.1,
    });
    expect(check('a').findings).toMatchObject([
      {
        code: 'not-listening',
        summary:
          'the server runs, but did not listen on its port within 1 s; it was started as "node server.cjs ${port}" (as the spec says)',
      },
    ]);
  });

  test('one that cannot be launched is a finding with what it said last', async () => {
    const { check } = await markOne({
      files: { 'server.cjs': 'console.error("config missing"); process.exit(3)' },
      spec: specWith('  - { id: a, steps: [ { expect: "x" } ] }'),
    });
    expect(check('a').findings).toMatchObject([
      {
        code: 'exited-early',
        summary:
          'the server ended with exit code 3 before it listened; it was started as "node server.cjs ${port}" (as the spec says)',
      },
    ]);
    expect(new TextDecoder().decode(check('a').findings[0]?.comparison?.actual.data)).toBe('config missing\n');
  });

  test('a command that does not exist is named', async () => {
    const { check } = await markOne({
      files: {},
      spec: specWith('  - { id: a, steps: [ { expect: "x" } ] }').replace('node server.cjs', 'no-such-program'),
    });
    expect(check('a').findings).toMatchObject([
      { code: 'cannot-run', summary: expect.stringContaining('there is no "no-such-program" here') as string },
    ]);
  });

  test('a port of its own choice is told from the one it was given', async () => {
    const files = {
      'server.cjs':
        "require('net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })",
    };
    const { check } = await markOne({
      files,
      spec: specWith('  - { id: a, steps: [ { server: { listens: as told } } ] }'),
    });
    expect(check('a').findings).toMatchObject([{ code: 'wrong-port' }]);
    expect(check('a').findings[0]?.summary).toMatch(
      /^the server listens on port \d+, but it was told \d+: it must use the port that it is given$/,
    );
  });
});
