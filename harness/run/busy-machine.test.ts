import { spawn } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

/** Computes for so long by its own count of processor time, then answers. */
const COMPUTING = `
import socket, sys, time
listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    data = connection.recv(100)
    begun = time.process_time()
    while time.process_time() - begun < float(sys.argv[2]): pass
    connection.sendall(data if len(sys.argv) < 4 else sys.argv[3].encode())
    connection.close()
`;

/** Reads so many megabytes past every cache, again and again, for so many seconds; then it answers. */
const READING = `
import mmap, os, socket, sys, time
with open('data', 'wb') as file: file.write(os.urandom(1 << 24))
os.sync()
disk, room = os.open('data', os.O_RDONLY | os.O_DIRECT), mmap.mmap(-1, 1 << 24)
listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    data = connection.recv(100)
    begun = time.monotonic()
    while time.monotonic() - begun < float(sys.argv[2]): os.preadv(disk, [room], 0)
    connection.sendall(data)
    connection.close()
`;

const SILENT = `
import socket, sys
listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    connection.recv(100)
    connection.recv(100)
`;

function spec(command: string, over = 'tcp', step = '{ send: "hello", expect: "hello" }'): string {
  return `spec: 1
name: test
programs: { server: { run: '${command}' } }
peers: { c: { connect: server, over: ${over} } }
within: 1s
checks:
  - { id: a, points: 1, steps: [ ${step} ] }
`;
}

/** What is begun in a session of its own is nice to that session alone, unless the session is told too (sched(7), autogroup). */
const HUMBLY = 'test -w /proc/$$/autogroup && echo 10 > /proc/$$/autogroup; exec nice -n 10 taskset -c 0 "$@"';

/** Occupies one processor, and gives the command that runs another on that same processor, ten times less important. */
function occupyProcessor(): string {
  const busy = spawn('taskset', ['-c', '0', 'sh', '-c', 'while :; do :; done'], { detached: true });
  onTestFinished(() => void busy.kill('SIGKILL'));
  return 'sh humbly.sh';
}

const canStarve = existsSync('/usr/bin/taskset') && existsSync('/proc/self/schedstat');

// What else this machine has to do decides too: where others starve the program, the right verdict is none.
const UNDISTURBED = { retry: 3 };

describe('a program that computes', UNDISTURBED, () => {
  test('is waited for longer than one that does nothing', async () => {
    const { check } = await markOne({
      files: { 'server.py': COMPUTING },
      spec: spec('python3 server.py ${port} 1.4'),
    });
    expect(check('a').status).toBe('passed');
  });

  test('and does not end has its time pass all the same', async () => {
    const { check } = await markOne({
      files: { 'server.py': COMPUTING },
      spec: spec('python3 server.py ${port} 1000'),
    });
    expect(check('a').findings).toMatchObject([{ code: 'no-reply' }]);
  });
});

const TMPFS = 0x01021994;

describe.skipIf(statfsSync(tmpdir()).type === TMPFS)('a program that waits for its disk', UNDISTURBED, () => {
  test('is given that time', async () => {
    const { check } = await markOne({
      files: { 'server.py': READING },
      spec: spec('python3 server.py ${port} 1.6'),
    });
    expect(check('a').status).toBe('passed');
  });

  test('for ever has its time pass all the same, and its silence proves nothing', async () => {
    const { check } = await markOne({
      files: { 'server.py': READING },
      spec: spec('python3 server.py ${port} 1000'),
    });
    expect(check('a')).toMatchObject({ status: 'inconclusive', inconclusive: { because: 'host' } });
  });
});

describe.skipIf(!canStarve)('on a machine that has no processor for it', UNDISTURBED, () => {
  test('a program is given the time that it had to wait', async () => {
    const humbly = occupyProcessor();
    const { check, traces } = await markOne({
      files: { 'server.py': COMPUTING, 'humbly.sh': HUMBLY },
      spec: spec(`${humbly} python3 server.py \${port} 0.15`),
    });
    expect(check('a').status).toBe('passed');
    const [sent, received] = ['sent', 'received'].map(
      (type) => traces[0]?.events.find((event) => event.type === type)?.atMs ?? Number.NaN,
    );
    // Otherwise nothing was shown: it would have come in time on any machine.
    expect((received ?? 0) - (sent ?? 0)).toBeGreaterThan(1_000);
  });

  test('what does not come in time proves nothing', async () => {
    const humbly = occupyProcessor();
    const { check } = await markOne({
      files: { 'server.py': COMPUTING, 'humbly.sh': HUMBLY },
      spec: spec(`${humbly} python3 server.py \${port} 1000`),
    });
    expect(check('a')).toMatchObject({ status: 'inconclusive', points: 0, inconclusive: { because: 'host' } });
    expect(check('a').inconclusive?.detail).toMatch(
      /^Of the [\d.]+ s in which the server could have worked, it waited for a processor or a disk for [\d.]+ s\.$/,
    );
  });

  test('one that does nothing fails as anywhere', async () => {
    const humbly = occupyProcessor();
    const { check } = await markOne({
      files: { 'server.py': SILENT, 'humbly.sh': HUMBLY },
      spec: spec(`${humbly} python3 server.py \${port}`),
    });
    expect(check('a').findings).toMatchObject([{ code: 'no-reply' }]);
  });

  test('a wrong answer is wrong as anywhere', async () => {
    const humbly = occupyProcessor();
    const { check } = await markOne({
      files: { 'server.py': COMPUTING, 'humbly.sh': HUMBLY },
      spec: spec(`${humbly} python3 server.py \${port} 0.15 olleh`),
    });
    expect(check('a').findings).toMatchObject([{ code: 'reply-differs' }]);
  });
});

test('where we ourselves are not run, what does not come in time proves nothing', async () => {
  // Nothing else takes our turns away so surely.
  const hog = setInterval(() => {
    for (const until = performance.now() + 150; performance.now() < until;);
  }, 80);
  onTestFinished(() => clearInterval(hog));
  const { check } = await markOne({ files: { 'server.py': SILENT }, spec: spec('python3 server.py ${port}') });
  expect(check('a').inconclusive).toMatchObject({ because: 'host' });
  expect(check('a').inconclusive?.detail).toMatch(
    /^Of the [\d.]+ s in which wiremark could have worked, it waited for a processor or a disk for [\d.]+ s\.$/,
  );
});

describe('datagrams that the kernel drops', () => {
  const server = (then: string): Record<string, string> => ({
    'server.py': `
import socket, sys, time
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
server.bind(('127.0.0.1', int(sys.argv[1])))
server.sendto(*server.recvfrom(2000))
time.sleep(0.5)
${then}
`,
  });
  const burst = spec(
    'python3 server.py ${port}',
    'udp',
    '{ send: "ready?", expect: "ready?" }, { repeat: { for: n, in: 1..40, steps: [ { send: { text: 1000 } } ] } }, { repeat: { for: n, in: 1..40, steps: [ { expect: { text: 1000 } } ] } }',
  );

  test('are not the fault of a server that reads the others', async () => {
    const { check } = await markOne({
      files: server('while True:\n    server.sendto(*server.recvfrom(2000))'),
      spec: burst,
    });
    expect(check('a').inconclusive).toMatchObject({ because: 'kernel' });
    expect(check('a').inconclusive?.detail).toMatch(
      /^It dropped \d+ datagrams that had come for the server at port \d+, since others before were still waiting to be read\.$/,
    );
  });

  test('are the fault of a server that reads no more', async () => {
    const { check } = await markOne({
      files: server('time.sleep(1000)'),
      spec: burst,
    });
    expect(check('a').findings).toMatchObject([{ code: 'no-reply' }]);
  });
});
