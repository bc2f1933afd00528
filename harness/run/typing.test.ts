import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

/** A client at a keyboard, in Python as the course teaches it: prompts without a line end, one line at a time. */
function client(body: string): Record<string, string> {
  return {
    'client.py': `import socket, sys\nsock = socket.create_connection((sys.argv[1], int(sys.argv[2])))\n${body}`,
  };
}

function spec(steps: string): string {
  return `spec: 1
name: test
programs: { client: { run: "python3 client.py \${host} \${port}", start: by step } }
peers: { s: { listen: tcp, frame: line } }
within: 2s
checks:
  - id: a
    steps:
      - start: client
${steps}`;
}

const guesses = spec(`
      - client: { prints: { ends: "Guess: " } }
      - client: { types: "50" }
      - s: { expect: "50", answer: "too low" }
      - client: { prints: { contains: "too low", ends: "Guess: " } }
      - client: { types: "75" }
      - s: { expect: "75", answer: "too low" }
      - client: { prints: { contains: "too low", ends: "Guess: " } }
      - client: eof
      - client: { exits: 0, prints: { ends: "bye\\n" } }`);

describe('a program at a keyboard', () => {
  test('is typed into, prints its prompts, and is told that the input ends', async () => {
    const files = client(
      'try:\n  while True:\n    sock.sendall((input("Guess: ") + "\\n").encode())\n    print(sock.recv(1024).decode().strip())\nexcept EOFError:\n  print("bye")\n',
    );
    const { check } = await markOne({ files, spec: guesses });
    expect(check('a').findings).toEqual([]);
    expect(check('a').exchange.events.flatMap((event) => (event.kind === 'note' ? [event.text] : []))).toEqual(
      expect.arrayContaining(['typed: 50', 'typed: 75', 'its input is ended (Ctrl-D)']),
    );
  });

  test('of a long line that is typed the report shows the beginning', async () => {
    const { check } = await markOne({
      files: { 'client.cjs': 'process.stdin.once("end", () => console.log("read")).resume();' },
      spec: `spec: 1
name: test
programs: { client: { run: "node client.cjs", ready: running } }
checks:
  - id: a
    data: { long: { repeat: "ä", times: 100000 } }
    steps: [ { client: { types: "short ä" } }, { client: { types: $long } }, { client: eof }, { client: { prints: { contains: read } } } ]`,
    });
    expect(check('a').status).toBe('passed');
    expect(check('a').exchange.events.flatMap((event) => (event.kind === 'note' ? [event.text] : []))).toEqual(
      expect.arrayContaining(['typed: short ä', `typed: ${'ä'.repeat(48)}… (200,001 bytes)`]),
    );
  });

  test('what it printed before something was typed is no answer to it', async () => {
    const files = client(
      'first = True\nwhile True:\n  sock.sendall((input("Guess: ") + "\\n").encode())\n  answer = sock.recv(1024).decode().strip()\n  if first: print(answer)\n  first = False\n',
    );
    const { check } = await markOne({ files, spec: guesses });
    expect(check('a').findings).toMatchObject([
      { code: 'not-printed', summary: 'what the client printed is not something that contains "too low"' },
    ]);
    expect(new TextDecoder().decode(check('a').findings[0]?.comparison?.actual.data)).toBe('Guess: ');
  });

  test('one that has ended cannot be typed into', async () => {
    const files = client('sock.sendall((input("Guess: ") + "\\n").encode())\n');
    const { check } = await markOne({
      files,
      spec: spec(`
      - client: { types: "50" }
      - s: { expect: "50" }
      - s: closed
      - either:
          - client: { exits: any }
          - client: { prints: { contains: "never said" } }
      - client: { types: "75" }`),
    });
    expect(check('a').findings).toMatchObject([
      { code: 'exited', summary: 'the client has ended by itself (exit code 0); its user still had something to type' },
    ]);
  });

  test('without Enter nothing is a line yet', async () => {
    const files = client('sock.sendall((input() + "\\n").encode())\n');
    const { check } = await markOne({
      files,
      spec: spec(`
      - client: { types: "5", raw: true }
      - s: { quiet: 100ms }
      - client: { types: "0" }
      - s: { expect: "50" }`),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('what is typed may be made of what came', async () => {
    const files = client('print(sock.recv(100).decode().strip())\nsock.sendall((input() + "\\n").encode())\n');
    const { check } = await markOne({
      files,
      spec: spec(`
      - s: { send: "code 17" }
      - client: { prints: { match: 'code (?<code>\\d+)' } }
      - client: { types: "\${number(code) + 1}" }
      - s: { expect: "18" }`),
    });
    expect(check('a').findings).toEqual([]);
  });
});
