import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInstalled, packageFolder } from '../cli/files.js';
import { markOne, type MarkOneOptions } from '../cli/mark-one.test-support.js';
import { latin1 } from '../model/bytes.js';
import type { RunTrace } from '../model/trace.js';
import { kernelObserver, type ProgramObserver } from '../process/listening.js';

const tcpEcho = readFileSync(join(packageFolder, 'specs', 'tcp-echo.yaml'), 'utf8');

/** The body of a beginner's echo server in Python, behind its socket `s`. */
const ECHO = `
s.listen()
while True:
    c, a = s.accept()
    try:
        while True:
            d = c.recv(1024)
            if not d: break
            c.sendall(d)
    except OSError: pass
    c.close()
`;

const LOOK = ['short', 'given-port', 'ten-clients', 'any-bytes'];

function server(text: string, options: Partial<MarkOneOptions> = {}): ReturnType<typeof markOne> {
  return markOne({ spec: tcpEcho, only: LOOK, files: { 'server.py': `import socket\n${text}` }, ...options });
}

/** What was typed into a program in each of its runs. */
function typed(traces: readonly RunTrace[]): string[][] {
  return traces.map(({ events }) =>
    events.flatMap((event) => (event.type === 'typed' ? [latin1(event.data).trimEnd()] : [])),
  );
}

/** The checks that fail, with their findings. */
function failures({ sheet }: Awaited<ReturnType<typeof markOne>>): Record<string, string | undefined> {
  return Object.fromEntries(
    sheet.checks.filter(({ status }) => status !== 'passed').map(({ id, findings }) => [id, findings[0]?.code]),
  );
}

describe('a server that has its port in its source', () => {
  test('is used there, in one run after another, and only fails the check that asks for the given port', async () => {
    const marked = await server(`s = socket.socket()\ns.bind(("", 24601))${ECHO}`);
    expect(failures(marked)).toEqual({ 'given-port': 'wrong-port' });
    expect(marked.check('given-port').findings[0]?.summary).toMatch(
      /^the server listens on port 24601, but it was told \d+: it must use the port that it is given$/,
    );
    expect(marked.check('given-port').exchange.events[0]).toMatchObject({
      text: expect.stringMatching(/^listens on 0\.0\.0\.0:24601, though it was told \d+$/) as string,
    });
  });

  test('finds its port taken where the check holds the port', async () => {
    const { check } = await markOne({
      spec: readFileSync(join(packageFolder, 'specs', 'socket-errors.yaml'), 'utf8'),
      only: ['port-in-use'],
      files: {
        'server.py': `import socket, sys\ns = socket.socket()\ntry: s.bind(("", 24603))\nexcept OSError: sys.exit("the port is in use")${ECHO}`,
      },
    });
    expect(check('port-in-use').status).toBe('passed');
  });

  test('that takes the next free one is found there', async () => {
    const marked = await server(
      `s = socket.socket()\nport = 24617\nwhile True:\n    try: s.bind(("", port)); break\n    except OSError: port += 1${ECHO}`,
    );
    expect(failures(marked)).toEqual({ 'given-port': 'wrong-port' });
  });
});

describe('a server that takes its port from the environment', () => {
  test('was told it', async () => {
    const marked = await server(`import os\ns = socket.socket()\ns.bind(("", int(os.environ["PORT"])))${ECHO}`);
    expect(failures(marked)).toEqual({});
  });
});

describe('a server that asks before it listens', () => {
  test('without a word is told its port', async () => {
    const marked = await server(`s = socket.socket()\ns.bind(("", int(input())))${ECHO}`);
    expect(failures(marked)).toEqual({ 'given-port': 'asks-for-port' });
    expect(marked.check('given-port').findings[0]?.summary).toBe(
      'the server asks for its port at the keyboard; it must take it from its command',
    );
    for (const answers of typed(marked.traces)) expect(answers).toEqual([expect.stringMatching(/^\d+$/)]);
  });

  test('in another language, for an address and a port, is told both', async () => {
    const marked = await server(
      `h = input("Введите адрес: ")\np = int(input("Введите порт: "))\ns = socket.socket()\ns.bind((h, p))${ECHO}`,
    );
    expect(failures(marked)).toEqual({ 'given-port': 'asks-for-port' });
    for (const answers of typed(marked.traces)) expect(answers).toEqual(['127.0.0.1', expect.stringMatching(/^\d+$/)]);
  });

  test('wants a host first and dies of a number: the order that works is found and kept', async () => {
    const marked = await server(
      `h, p = input(), input()\nif "." not in h: raise ValueError(h)\ns = socket.socket()\ns.bind((h, int(p)))${ECHO}`,
    );
    expect(failures(marked)).toEqual({ 'given-port': 'asks-for-port' });
    for (const answers of typed(marked.traces)) expect(answers).toEqual(['127.0.0.1', expect.stringMatching(/^\d+$/)]);
  });

  test('dies of anything but an empty line: it is given one', async () => {
    const marked = await server(
      `answer = input("> ")\nif answer: raise ValueError(answer)\ns = socket.socket()\ns.bind(("", 24631))${ECHO}`,
    );
    expect(failures(marked)).toEqual({ 'given-port': 'wrong-port' });
    for (const answers of typed(marked.traces)) expect(answers).toEqual(['']);
  });

  test('and is content with nothing: what was typed is shown', async () => {
    const { check, traces } = await server('while True: input("Password? ")\n', { only: ['short'] });
    expect(check('short').findings[0]).toMatchObject({
      code: 'asks-first',
      summary: 'the server still waits for something to be typed, and listens nowhere',
    });
    expect(typed(traces)[0]?.slice(0, 2)).toEqual(['secret', 'secret']);
  });

  test.each(['', 'Press Enter to stop', 'Server stoppt bei Enter'])(
    'or only waits to be stopped, while another thread opens its port (%j), is left alone',
    async (words) => {
      const marked = await server(`
import sys, threading, time
def serve():
    # It looks up names, or reads its configuration.
    for _ in range(${words === '' ? 100_000 : 3_000_000}): pass
    ${words === '' ? '' : 'time.sleep(0.1)'}
    s = socket.socket()
    s.bind(("", int(sys.argv[1])))
${ECHO.trim().replace(/^/gm, '    ')}
threading.Thread(target=serve, daemon=True).start()
${words === '' ? '' : `print("${words}", flush=True)\n`}sys.stdin.readline()
`);
      expect(failures(marked)).toEqual({});
      expect(typed(marked.traces).flat()).toEqual([]);
    },
  );

  test('in Node is answered too, and one that only listens to its keyboard while it serves is left alone', async () => {
    const asks = await markOne({
      spec: tcpEcho,
      only: ['short', 'ten-clients'],
      files: {
        'server.js': `const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.question('Port? ', (port) => require('net').createServer((s) => { s.on('error', () => {}); s.pipe(s); }).listen(+port));`,
      },
    });
    expect(failures(asks)).toEqual({});
    const listensToo = await markOne({
      spec: tcpEcho,
      only: ['short', 'given-port'],
      files: {
        'server.js': `process.stdin.on('data', () => process.exit(1));
setTimeout(() => require('net').createServer((s) => s.pipe(s)).listen(+process.argv[2]), 300);`,
      },
    });
    expect(typed(listensToo.traces).flat().length).toBeLessThanOrEqual(1);
  });

  test.skipIf(!isInstalled('java', process.env['PATH'] ?? ''))('in Java is answered too', async () => {
    const marked = await markOne({
      spec: tcpEcho,
      only: ['short'],
      files: {
        'server.py': 'import os, sys\nos.execvp("java", ["java", "Server.java"])\n',
        'Server.java': `import java.net.*; import java.util.*;
public class Server { public static void main(String[] a) throws Exception {
  System.out.print("Port: "); int port = new Scanner(System.in).nextInt();
  Socket s = new ServerSocket(port).accept(); s.getInputStream().transferTo(s.getOutputStream());
} }`,
      },
    });
    expect(failures(marked)).toEqual({});
  });
});

/** A client of one line: connects, says hello, wants to hear it again. */
const CLIENT_SPEC = `spec: 1
name: test
programs: { client: { start: by step, run: { client.py: "python3 client.py \${host} \${port}" } } }
peers: { s: { listen: tcp, frame: line } }
checks:
  - { id: a, steps: [ { start: client }, { s: { expect: "hello", within: 5s } }, { s: { send: "hello" } }, { client: { exits: 0, within: 5s } } ] }
  - { id: b, needs: [a], steps: [ { start: client }, { s: { expect: "hello", within: 5s } }, { s: close }, { client: { exits: any, within: 5s } } ] }
`;

function client(text: string, more: Partial<MarkOneOptions> = {}): ReturnType<typeof markOne> {
  return markOne({
    spec: CLIENT_SPEC,
    files: { 'client.py': `import socket, sys\ns = socket.socket()\n${text}` },
    ...more,
  });
}

const SPEAK = '\ns.sendall(b"hello\\n")\ns.recv(100)\n';

describe('a client', () => {
  test('that has its server in its source finds nobody there, where nobody is to listen', async () => {
    const { check } = await markOne({
      spec: readFileSync(join(packageFolder, 'specs', 'tcp-client.yaml'), 'utf8'),
      only: ['echo', 'refused'],
      files: {
        'client.py': `
import socket, sys
try: s = socket.create_connection(("127.0.0.1", 24617))
except OSError as error: sys.exit(f"nobody listens there: {error}")
for line in sys.stdin:
    s.sendall(line.encode())
    print(s.makefile().readline(), end="", flush=True)
s.close()
`,
      },
    });
    expect(check('refused').findings).toEqual([]);
    expect(check('refused').status).toBe('passed');
  });

  test('that has its server in its source is waited for there', async () => {
    expect(failures(await client(`s.connect(("localhost", 24641))${SPEAK}`))).toEqual({});
  });

  test('that asks for host and port is told both', async () => {
    const marked = await client(`h = input("Server: ")\np = int(input("Port: "))\ns.connect((h, p))${SPEAK}`);
    expect(failures(marked)).toEqual({});
  });

  test.each([
    ['Server and port: ', 'h, p = input("Server and port: ").split()', '127.0.0.1 PORT'],
    ['with a colon between them', 'h, p = input("Host and port: ").split(":")', '127.0.0.1:PORT'],
  ])('that asks for both at once is told both: %s', async (_how, asking, told) => {
    const marked = await client(`${asking}\ns.connect((h, int(p)))${SPEAK}`);
    expect(failures(marked)).toEqual({});
    for (const answers of typed(marked.traces))
      expect(answers).toEqual([expect.stringMatching(told.replace('PORT', '\\d+'))]);
  });

  test('that asks for host and port, and has a mistake behind that, is told both, and its mistake is seen', async () => {
    const marked = await client(`h = input("Host: ")\np = input("Port: ")\ns.connect((h, p))${SPEAK}`);
    for (const answers of typed(marked.traces)) expect(answers).toEqual(['127.0.0.1', expect.stringMatching(/^\d+$/)]);
    expect(marked.check('a').diagnosis?.evidence).toContain('TypeError');
  });

  test('that asks for the port first, without a word, is told it first', async () => {
    const marked = await client(`p = int(input())\nh = input()\ns.connect((h, p))${SPEAK}`);
    expect(failures(marked)).toEqual({});
    for (const answers of typed(marked.traces)) expect(answers).toEqual([expect.stringMatching(/^\d+$/), '127.0.0.1']);
  });

  test('that asks for what to send when it is connected is not answered by us: that is the script’s part', async () => {
    const marked = await client(`s.connect(("localhost", int(input("Port: "))))\ns.sendall(input().encode())`);
    expect(failures(marked)).toEqual({ a: 'no-reply', b: undefined });
    expect(typed(marked.traces).flat()).toEqual([expect.stringMatching(/^\d+$/)]);
  });

  test('that asks for what to send before we have heard of its connection is not answered either', async () => {
    // Looks until it asks, and lets nobody tell us of the connection meanwhile.
    const observer: ProgramObserver = {
      ...kernelObserver,
      asks(pid) {
        let question: string | undefined;
        for (const until = Date.now() + 5_000; question === undefined && Date.now() < until;)
          question = kernelObserver.asks(pid);
        return question;
      },
    };
    const marked = await client('s.connect((sys.argv[1], int(sys.argv[2])))\ns.sendall(input().encode())', {
      observer,
    });
    expect(failures(marked)).toEqual({ a: 'no-reply', b: undefined });
    expect(typed(marked.traces).flat()).toEqual([]);
  });
});

test('a UDP client that has its server in its source meets the damaged link there', async () => {
  const marked = await markOne({
    spec: readFileSync(join(packageFolder, 'specs', 'udp-loss.yaml'), 'utf8'),
    only: ['no-loss', 'request-lost'],
    files: {
      'client.py': `import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(0.5)
for n in range(1, 6):
    for tries in range(5):
        s.sendto(f"PING {n}".encode(), ("localhost", 24653))
        try:
            while s.recvfrom(100)[0] != f"PONG {n}".encode(): pass
            break
        except OSError: pass
    else: sys.exit("gone")
print("5 received")
`,
    },
  });
  expect(failures(marked)).toEqual({});
});

describe('what a student says in wiremark.yaml', () => {
  test('an answer by the pattern of its question', async () => {
    const marked = await server(
      `assert input("Start now? ") == "certainly"\ns = socket.socket()\ns.bind(("", int(input("Where? "))))${ECHO}`,
      { manifest: { programs: { server: { answers: { certainly: 'now', port: 'Where' } } } } },
    );
    expect(failures(marked)).toEqual({ 'given-port': 'asks-for-port' });
  });
});
