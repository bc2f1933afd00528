import { readdirSync, readlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isInstalled } from '../cli/files.js';
import { markOne, type MarkedOne, type MarkOneOptions } from '../cli/mark-one.test-support.js';
import { terminalProblem } from '../process/terminal.js';
import { readManifest } from '../submission/manifest.js';

const canHaveTerminal = terminalProblem(process.env['PATH'] ?? '') === undefined;
if (!canHaveTerminal) console.log('skipped: no terminal can be given here');

/** A client that connects first, so that what it wants is known at once. */
const CONNECTED = 'import os, socket, sys\nsock = socket.create_connection((sys.argv[1], int(sys.argv[2])))\n';

function spec(steps: string, program = 'terminal: true'): string {
  return `spec: 1
name: test
programs: { client: { run: "python3 client.py \${host} \${port}", start: by step, ${program} } }
peers: { s: { listen: tcp, frame: line } }
within: 5s
checks:
  - id: a
    extra: ok
    steps:
      - start: client
      - s: { quiet: 1ms }
${steps}`;
}

function client(text: string, steps: string, options: Partial<MarkOneOptions> = {}): Promise<MarkedOne> {
  return markOne({ spec: spec(steps), files: { 'client.py': CONNECTED + text }, ...options });
}

describe.skipIf(!canHaveTerminal)('a program that wants a terminal', () => {
  test('has one of the usual size, which the report says', async () => {
    const { check } = await client(
      'print(sys.stdin.isatty(), sys.stdout.isatty(), *os.get_terminal_size())\nprint("oh", file=sys.stderr)\nopen("/dev/tty").close()\n',
      '      - client: { exits: 0, prints: "True True 80 24\\noh\\n" }\n',
    );
    expect(check('a').findings).toEqual([]);
    expect(check('a').exchange.events[0]).toMatchObject({
      at: 'client',
      text: 'runs at a terminal (80 × 24): what it writes to stderr comes with its stdout',
    });
    expect(check('a').remarks).toBeUndefined();
  });

  test('reads passwords, lines, and the end of its input; nothing is echoed, no carriage return is added', async () => {
    const { check } = await client(
      `from getpass import getpass
user, password = input("User: "), getpass("Password: ")
print(user, password)
try:
    while True: print("got", input("> "))
except EOFError: sys.exit(7)
`,
      `      - client: { types: "zoe" }
      - client: { types: "it's \\"secret\\"" }
      - client: { prints: { ends: "zoe it's \\"secret\\"\\n> " } }
      - client: { types: "one" }
      - client: { prints: "got one\\n> " }
      - client: { types: "" }
      - client: { prints: "got \\n> " }
      - client: eof
      - client: { exits: 7 }
`,
    );
    expect(check('a').findings).toEqual([]);
  });

  test('reads single keys', async () => {
    const { check } = await client(
      `import curses
def main(screen):
    screen.addstr(5, 5, "press q")
    screen.refresh()
    while (key := screen.getkey()) != "q": pass
    return screen.getmaxyx()
print("\\nleft a screen of", curses.wrapper(main))
`,
      `      - client: { prints: { contains: "press q" } }
      - client: { types: "q", raw: true }
      - client: { exits: 0, prints: { contains: "left a screen of (24, 80)" } }
`,
    );
    expect(check('a').findings).toEqual([]);
  });

  test('is asked at it where its server is, and typed into behind that', async () => {
    const { check } = await markOne({
      spec: spec('      - client: { types: "hello" }\n      - s: { expect: "hello" }\n'),
      files: {
        'client.py':
          'import socket\nfrom getpass import getpass\nsock = socket.create_connection((input("Host: "), int(getpass("Port: "))))\nsock.sendall(getpass("> ").encode() + b"\\n")\n',
      },
    });
    expect(check('a').findings).toEqual([]);
  });

  test('and dies of a signal, is told as that', async () => {
    const { check } = await client('os.kill(os.getpid(), 11)\n', '      - client: { exits: 0 }\n');
    expect(check('a').findings[0]?.summary).toBe('the client died: killed by SIGSEGV');
  });

  test('and does not want to end, is ended with all that it has begun', async () => {
    const { check, traces } = await client(
      'import signal\nfor each in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT): signal.signal(each, signal.SIG_IGN)\nos.fork()\nprint("here", os.getpid(), flush=True)\nwhile True: signal.pause()\n',
      '      - client: { prints: { match: "(?s)here.*here" } }\n      - client: { exits: 0, within: 100ms }\n',
    );
    expect(check('a').findings[0]?.code).toBe('did-not-exit');
    const folder = traces[0]?.events.flatMap((event) => (event.type === 'started' ? [event.folder] : []))[0] ?? '';
    await expect.poll(() => workingIn(folder), { timeout: 10_000 }).toEqual([]);
  });

  test.skipIf(!isInstalled('node', process.env['PATH'] ?? ''))('in Node is seen to ask there too', async () => {
    const { check } = await markOne({
      spec: spec('      - client: { types: "hello" }\n      - s: { expect: "hello" }\n').replace(
        'python3 client.py',
        'node client.cjs',
      ),
      files: {
        'client.cjs': `const ask = require('readline').createInterface({ input: process.stdin, output: process.stdout });
ask.question('Host: ', (host) => ask.question('Port: ', (port) => {
  const socket = require('net').connect(+port, host, () => ask.question('> ', (line) => socket.write(line + '\\n')));
}));`,
      },
    });
    expect(check('a').findings).toEqual([]);
  });
});

test.skipIf(!canHaveTerminal)('its student may say that it wants one, or wants none', async () => {
  const text = 'print(sys.stdin.isatty())\n';
  const steps = '      - client: { exits: 0, prints: "True\\n" }\n';
  const said = (terminal: boolean): Partial<MarkOneOptions> => ({ manifest: { programs: { client: { terminal } } } });
  const wanted = await client(text, steps, { spec: spec(steps, 'folder: own'), ...said(true) });
  expect(wanted.check('a').findings).toEqual([]);
  const unwanted = await client(text, steps, said(false));
  expect(unwanted.check('a').findings[0]?.code).toBe('not-printed');
});

test('what its student says of it must be true or false', () => {
  const { diagnostics } = readManifest(Buffer.from('programs: { client: { terminal: perhaps } }\n'), 'wiremark.yaml');
  expect(diagnostics).toMatchObject([
    { code: 'E013', message: '"terminal" must be true or false', suggestion: 'write `terminal: true`' },
  ]);
});

test('where this machine cannot give it one, the check is withheld, and says what is lacking', async () => {
  const { check } = await client('', '      - client: { exits: 0 }\n', { path: '/nowhere' });
  expect(check('a')).toMatchObject({
    status: 'inconclusive',
    inconclusive: {
      because: 'machine',
      detail:
        'the client wants a terminal, and there is no "script" here to give it one (it comes with util-linux and coreutils, on Linux)',
    },
  });
});

/** Processes that work in a folder, also where it has been removed. */
function workingIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}
