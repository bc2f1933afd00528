import { describe, expect, test } from 'vitest';
import { markOne, type MarkedOne, type MarkOneOptions } from '../cli/mark-one.test-support.js';
import { latin1 } from '../model/bytes.js';

/** A client whose dialogue a script types, and whose server is told in its command too. */
function spec(over: 'tcp' | 'udp', answers = ''): string {
  return `spec: 1
name: test
programs: { client: { run: "python3 client.py \${host} \${port}", start: by step${answers} } }
peers: { s: { listen: ${over}${over === 'tcp' ? ', frame: line' : ''} } }
within: 5s
checks:
  - id: a
    steps:
      - start: client
      - client: { types: "hello" }
      - s: { expect: "hello", answer: "first answer" }
      - client: { prints: { contains: "first answer" } }
      - client: { types: "again" }
      - s: { expect: "again", answer: "second answer" }
      - client: { prints: { contains: "second answer" } }
`;
}

const TCP = `
s = socket.create_connection((host, port))
while True:
    s.sendall((input("> ") + "\\n").encode())
    print(s.recv(100).decode())
`;

const UDP = `
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
    s.sendto(input("Message to the server: ").encode(), (host, port))
    print(s.recv(100).decode())
`;

async function client(text: string, options: Partial<MarkOneOptions> = {}): Promise<MarkedOne> {
  return markOne({ spec: spec('tcp'), files: { 'client.py': `import os, socket, sys\n${text}` }, ...options });
}

/** What we typed of ourselves, and what the script typed. */
function typed({ traces }: MarkedOne): string[] {
  return traces
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.type === 'typed' ? [`${event.by}: ${latin1(event.data).trimEnd()}`] : []))
    .map((line) => line.replace(/\d{4,}/, 'PORT'));
}

const DIALOGUE = ['script: hello', 'script: again'];

describe('a client that asks where its server is, before what a script types', () => {
  test('over TCP is told, and typed into when it reads again', async () => {
    const marked = await client(`host = input("Host: ")\nport = int(input("Port: "))${TCP}`);
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(['habit: 127.0.0.1', 'habit: PORT', ...DIALOGUE]);
  });

  test('over UDP is told, though its next question speaks of a server too', async () => {
    const marked = await client(`host = input("Host: ")\nport = int(input("Port: "))${UDP}`, { spec: spec('udp') });
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(['habit: 127.0.0.1', 'habit: PORT', ...DIALOGUE]);
  });

  test('and loses what is typed ahead, loses nothing', async () => {
    const marked = await client(`
def ask(question):
    print(question, end="", flush=True)
    return os.read(0, 4096).decode().split("\\n")[0]
input = ask
host = input("Host: ")
port = int(input("Port: "))${TCP}`);
    expect(marked.check('a').findings).toEqual([]);
  });

  test('behind a question of another kind is answered both', async () => {
    const marked = await client(`
if input("Connect now (y/n)? ") != "y": sys.exit("bye")
host, port = input("IP: "), int(input("Port: "))${TCP}`);
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(['habit: y', 'habit: 127.0.0.1', 'habit: PORT', ...DIALOGUE]);
  });

  test('and listens to its keyboard in a select is typed into when it rests', async () => {
    const marked = await client(`
import select
host, port = input("Host: "), int(input("Port: "))
s = socket.create_connection((host, port))
while True:
    for ready in select.select([0, s], [], [])[0]:
        if ready == 0: s.sendall(os.read(0, 100))
        else: print(s.recv(100).decode(), flush=True)
`);
    expect(marked.check('a').findings).toEqual([]);
  });
});

describe('what is the script’s is left to it', () => {
  test('a line that is read before the connection is made', async () => {
    const marked = await client(`
line = input("Message for the server: ")
host, port = sys.argv[1], int(sys.argv[2])
s = socket.create_connection((host, port))
s.sendall(line.encode() + b"\\n")
print(s.recv(100).decode())
while True:
    s.sendall((input("> ") + "\\n").encode())
    print(s.recv(100).decode())
`);
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(DIALOGUE);
  });

  test('the name of a host that is asked for to be sent', async () => {
    const marked = await client(
      `host, port = sys.argv[1], int(sys.argv[2])${UDP.replace('Message to the server', 'Which host')}`,
      { spec: spec('udp') },
    );
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(DIALOGUE);
  });

  test('a name, where nobody has said that it is not', async () => {
    const ask = `host, port = input("Host: "), int(input("Port: "))\nname = input("Your name: ")${TCP}`;
    const marked = await client(ask);
    expect(typed(marked).slice(0, 3)).toEqual(['habit: 127.0.0.1', 'habit: PORT', 'script: hello']);
    const bySpec = await client(ask, { spec: spec('tcp', ", answers: { zoe: '(?i)your name' }") });
    expect(bySpec.check('a').findings).toEqual([]);
    expect(typed(bySpec)).toEqual(['habit: 127.0.0.1', 'habit: PORT', 'habit: zoe', ...DIALOGUE]);
    const byStudent = await client(ask, { manifest: { programs: { client: { answers: { ann: 'name' } } } } });
    expect(byStudent.check('a').findings).toEqual([]);
    expect(typed(byStudent)).toEqual(['habit: 127.0.0.1', 'habit: PORT', 'habit: ann', ...DIALOGUE]);
  });

  test('but a name that is asked for behind the connection is answered too, where somebody has said it', async () => {
    const marked = await client(
      `host, port = input("Host: "), int(input("Port: "))
s = socket.create_connection((host, port))
name = input("Your name: ")
while True:
    s.sendall((input("> ") + "\\n").encode())
    print(s.recv(100).decode())
`,
      { manifest: { programs: { client: { answers: { ann: 'name' } } } } },
    );
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(['habit: 127.0.0.1', 'habit: PORT', 'habit: ann', ...DIALOGUE]);
  });
});

test('the end of the input, too, comes behind the questions', async () => {
  const marked = await client(
    'host, port = input("Host: "), int(input("Port: "))\ns = socket.create_connection((host, port))\nprint(sys.stdin.read(), "done")\n',
    {
      spec: spec('tcp').replace(
        /      - client: \{ types[^]*/,
        '      - client: eof\n      - s: closed\n      - client: { exits: 0, prints: { contains: "done" } }\n',
      ),
    },
  );
  expect(marked.check('a').findings).toEqual([]);
});

describe('at its end', () => {
  const ending = spec('tcp').replace(
    /      - client: \{ types[^]*/,
    '      - s: { expect: "hello" }\n      - s: close\n      - client: { exits: 0, within: 2s }\n',
  );
  const connect = 's = socket.create_connection((sys.argv[1], int(sys.argv[2])))\ns.sendall(b"hello\\n")\n';

  test('a client whose window would close is told Enter, as often as it waits for that', async () => {
    const marked = await client(
      `${connect}s.close()\ninput("Press Enter to continue")\ninput("Press Enter to exit...")`,
      { spec: ending },
    );
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(['enter: ', 'enter: ']);
    const told = marked.check('a').exchange.events.flatMap((event) => ('text' in event ? [event.text] : []));
    expect(told.filter((text) => text.includes('Enter'))).toEqual(Array(2).fill('waits for Enter; pressed'));
  });

  test('and so it is at a terminal', async () => {
    const marked = await client(`${connect}s.close()\ninput("Press Enter to exit...")`, {
      spec: ending,
      manifest: { programs: { client: { terminal: true } } },
    });
    expect(marked.check('a').findings).toEqual([]);
  });

  test.each([
    ['that waits for a line, nobody knows which', 's.close()\ninput("> ")', 0],
    ['that proposes something', 's.close()\ninput("Again with port 5000 (press Enter)? ")', 0],
    ['that has not noticed that its server has gone', 'input("Press Enter to quit")', 0],
    [
      'that still works',
      's.close()\nimport threading, time\ndef work():\n  while True: pass\nthreading.Thread(target=work).start()\ninput("Press Enter")',
      0,
    ],
    ['that waits for Enter again and again', 's.close()\nwhile True: input("Press Enter to continue")', 8],
  ])('one %s has not ended', async (_, end, presses) => {
    const marked = await client(connect + end, { spec: ending });
    expect(marked.check('a').findings[0]?.code).toBe('did-not-exit');
    expect(typed(marked)).toHaveLength(presses);
  });

  test('what is asked before is answered before', async () => {
    const marked = await client(
      `host = input("Host (press Enter for 127.0.0.1): ")\nport = int(input("Port: "))\nsocket.create_connection((host, port)).sendall(b"hello\\n")\ninput("Press Enter to exit")`,
      { spec: ending },
    );
    expect(marked.check('a').findings).toEqual([]);
    expect(typed(marked)).toEqual(['habit: 127.0.0.1', 'habit: PORT', 'enter: ']);
  });

  test('a server says by that how it is stopped', async () => {
    const marked = await markOne({
      spec: `spec: 1
name: test
programs: { server: { run: "python3 server.py \${port}" } }
peers: { c: { connect: server } }
checks:
  - id: a
    steps:
      - c: connect
      - c: close
      - server: { exits: 0, within: 1s }
`,
      files: {
        'server.py':
          'import socket, sys, threading\ns = socket.create_server(("", int(sys.argv[1])))\nthreading.Thread(target=s.accept, daemon=True).start()\ninput("Press Enter to stop")\n',
      },
    });
    expect(marked.check('a').findings[0]?.code).toBe('did-not-exit');
    expect(typed(marked)).toEqual([]);
  });
});
