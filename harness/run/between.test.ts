import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

/** A chat without a server: what is typed goes to the other, what comes is printed. */
const CHAT = `import socket, sys, threading
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", int(sys.argv[1])))
def listen():
  while True: print(sock.recvfrom(2048)[0].decode(), flush=True)
threading.Thread(target=listen, daemon=True).start()
for line in sys.stdin: sock.sendto(line.strip().encode(), ("127.0.0.1", int(sys.argv[2])))
`;

const chat = (check: string): string => `spec: 1
name: chat
programs:
  a: { run: "python3 chat.py \${port.a} \${port.b}" }
  b: { run: "python3 chat.py \${port.b} \${port.a}" }
links: { there: { from: a, to: b, over: udp }, back: { from: b, to: a, over: udp } }
within: 2s
checks:
  - id: talk
${check}`;

describe('two programs that talk to each other', () => {
  test('each finds the other through a link, and what crosses is in the report', async () => {
    const { check } = await markOne({
      files: { 'chat.py': CHAT },
      spec: chat(`    steps:
      - a: { types: "hello" }
      - b: { prints: { contains: "hello" } }
      - b: { types: "hi there" }
      - a: { prints: { contains: "hi there" } }
      - there: { saw: { from: a, datagrams: 1 } }
      - back: { never: "hello" }`),
    });
    expect(check('talk').findings).toEqual([]);
    const { lanes, events } = check('talk').exchange;
    expect(lanes.toSorted()).toEqual(['a', 'b']);
    expect(
      events.flatMap((event) => (event.kind === 'message' ? [`${event.from} ${event.to} ${event.length}`] : [])),
    ).toEqual(['a b 5', 'b a 8']);
  });

  test('what is lost between them does not arrive', async () => {
    const { check } = await markOne({
      files: { 'chat.py': CHAT },
      spec: chat(`    within: 500ms
    damage: { there: [ { from: a, drop: 1 } ] }
    steps:
      - a: { types: "hello" }
      - b: { prints: { contains: "hello" } }`),
    });
    expect(check('talk').findings).toMatchObject([{ code: 'not-printed' }]);
    expect(check('talk').exchange.events.flatMap((event) => (event.kind === 'message' ? [event.damage] : []))).toEqual([
      'dropped by there: dropped',
    ]);
  });

  test('a client is told to talk to the server of the same submission, not to a peer of ours', async () => {
    const files = {
      'server.py': `import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
  conn, _ = listener.accept()
  conn.sendall(conn.recv(1024).upper())
`,
      'client.py': `import socket, sys
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))
sock.sendall(input("Text: ").encode())
print(sock.recv(1024).decode())
`,
    };
    const { check } = await markOne({
      files,
      spec: `spec: 1
name: upper
programs:
  server: { run: "python3 server.py \${port}" }
  client: { run: "python3 client.py \${host} \${port}", start: by step }
peers: { aside: { listen: tcp } }
links: { wire: { from: client, to: server }, other: { from: client, to: aside } }
within: 2s
checks:
  - id: both
    steps:
      - start: { client: { port: server } }
      - client: { prints: { ends: "Text: " } }
      - client: { types: "abc" }
      - client: { exits: 0, prints: { contains: "ABC" } }
      - wire: { saw: { from: server, bytes: 3 } }
      - server: running`,
    });
    expect(check('both').findings).toEqual([]);
  });

  test('a client that is started towards a peer of ours needs no server', async () => {
    const { check } = await markOne({
      files: {
        'server.py': 'raise SystemExit("not written yet")\n',
        'client.py': `import socket, sys
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))
sock.sendall(b"hello\\n")
`,
      },
      spec: `spec: 1
name: hello
programs:
  server: { run: "python3 server.py \${port}" }
  client: { run: "python3 client.py \${host} \${port}", start: by step }
peers: { ours: { listen: tcp, frame: line } }
links: { wire: { from: client, to: server } }
checks:
  - id: to-ours
    steps:
      - start: { client: { port: ours } }
      - ours: { expect: "hello" }
      - client: { exits: 0 }
  - id: to-theirs
    steps:
      - start: client
      - client: { exits: 0 }`,
    });
    expect(check('to-ours').findings).toEqual([]);
    expect(check('to-theirs').findings).toMatchObject([{ code: 'exited-early' }]);
  });

  test('a client is launched for the peer that waits for it, also where no step names it', async () => {
    const { check } = await markOne({
      files: {
        'client.py':
          'import socket, sys\nsock = socket.create_connection((sys.argv[1], int(sys.argv[2])))\nsock.sendall(b"hello\\n")\n',
      },
      spec: `spec: 1
name: hello
programs: { client: { run: "python3 client.py \${host} \${port}" } }
peers: { s: { listen: tcp, frame: line } }
checks: [ { id: hello, steps: [ { s: { expect: "hello" } } ] } ]`,
    });
    expect(check('hello').findings).toEqual([]);
  });
});
