import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { wiremark } from './command.test-support.js';
import { liveCommand } from './live.test-support.js';

const folder = tmpdir();

async function udpEcho(): Promise<number> {
  const server = createSocket('udp4');
  onTestFinished(() => void server.close());
  server.on('message', (data, from) => server.send(data, from.port, from.address));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

async function tcpEcho(): Promise<number> {
  const server = createServer((socket) => void socket.on('error', () => {}).pipe(socket));
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

function udpClient(): Socket {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  return socket;
}

/** Without what differs from run to run: times and ports. */
function told(text: string, ports: readonly number[]): string[] {
  return ports
    .reduce((all, port, index) => all.replaceAll(String(port), `PORT${index + 1}`), text)
    .replace(/^ +[\d.]+ s {2}/gm, '')
    .trimEnd()
    .split('\n');
}

test('each datagram is shown with its fate, hostile bytes safely, and Ctrl-C ends with the sums', async () => {
  const target = await udpEcho();
  const proxy = liveCommand(
    ['proxy', '--to', String(target), '--udp', '--damage', 'from: client, drop: 2', '--seed', 'abc'],
    folder,
  );
  const port = Number((await proxy.shows(/talk to port (\d+)/))[1]);
  const client = udpClient();
  client.send('\x1b[2Jhello\n', port, '127.0.0.1');
  await once(client, 'message');
  client.send('lost', port, '127.0.0.1');
  await proxy.shows(/dropped/);
  client.send(Uint8Array.of(0xff, 0), port, '127.0.0.1');
  await once(client, 'message');
  const { exitCode, stdout, stderr } = await proxy.interrupt();
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('\x1b');
  expect(told(stdout, [target, port])).toEqual([
    'UDP: 127.0.0.1:PORT2 → 127.0.0.1:PORT1, seed abc',
    'damage: drop the 2nd datagram from client',
    'Let your client talk to port PORT2. Ctrl-C ends.',
    'client 1 → server  no. 1    10 bytes     "\\x1b[2Jhello\\n"',
    'client 1 ← server  no. 1    10 bytes     "\\x1b[2Jhello\\n"',
    'client 1 → server  no. 2    4 bytes      "lost"  dropped',
    'client 1 → server  no. 3    2 bytes      "\\xff\\0"',
    'client 1 ← server  no. 2    2 bytes      "\\xff\\0"',
    '',
    'client → server: 3 datagrams, 16 bytes; 1 lost',
    'server → client: 2 datagrams, 12 bytes',
    "the same fates again: wiremark proxy --to PORT1 --udp --damage 'from: client, drop: 2' --seed abc",
  ]);
});

test('connections are shown from their beginning to their end', async () => {
  const target = await tcpEcho();
  const proxy = liveCommand(['proxy', '--to', `localhost:${target}`, '--damage', 'from: server, delay: 20ms'], folder);
  const port = Number((await proxy.shows(/talk to port (\d+)/))[1]);
  const client = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  client.end('hello');
  await once(client.resume(), 'end');
  await proxy.shows(/server {2}closes|← server {2}closes/);
  const { stdout } = await proxy.interrupt();
  const lines = told(stdout, [target, port]);
  expect(lines[0]).toMatch(/^TCP: 127\.0\.0\.1:PORT2 → 127\.0\.0\.1:PORT1, seed [0-9a-f]{8}$/);
  expect(lines).toEqual(
    expect.arrayContaining([
      'client 1 → server  connects',
      'client 1 → server  no. 1    5 bytes      "hello"',
      'client 1 → server  closes (FIN)',
      'client 1 ← server  no. 1    5 bytes      "hello"  delayed 20 ms',
      'client 1 ← server  closes (FIN)',
      'server → client: 1 piece, 5 bytes; 1 late or out of turn',
    ]),
  );
});

test('a server that is not there is told, and the proxy goes on', async () => {
  const proxy = liveCommand(['proxy', '--to', '1', '--udp'], folder);
  const port = Number((await proxy.shows(/talk to port (\d+)/))[1]);
  udpClient().send('anyone?', port, '127.0.0.1');
  await proxy.shows(/client 1 → server {2}nothing listens there \(ECONNREFUSED\)/);
  expect((await proxy.interrupt()).exitCode).toBe(0);
});

test('what is done from the start is told at once', async () => {
  const proxy = liveCommand(['proxy', '--to', '1', '--udp', '--damage', 'from: client, refuse: all'], folder);
  await proxy.shows(/client → server {2}the port is closed/);
  await proxy.interrupt();
});

/** What is said of a mistake on the command line; nothing is opened. */
async function complaint(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await wiremark(['proxy', ...words], { folder });
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
  return stderr.trimEnd();
}

test('a mistake in a damage is shown with a caret', async () => {
  expect(await complaint('--to', '5000', '--udp', '--damage', 'loss: 20%', '--damage', 'from: client, dorp: 2')).toBe(
    [
      'wiremark: a damage is not understood',
      '--damage (2):1:15  E012  unknown word "dorp" in a damage rule',
      '   1 | from: client, dorp: 2',
      '     |               ^^^^',
      '     = did you mean "drop"?',
      '',
      '"wiremark explain E012" tells more.',
    ].join('\n'),
  );
  expect(await complaint('--to', '5000', '--damage', 'loss: 20%')).toContain(
    '= TCP never loses bytes. For a slow line use "stall"\n\n"wiremark explain E041" tells more. For datagrams add --udp.',
  );
});

test('every mistake of the caller is told with what to do', async () => {
  const taken = await tcpEcho();
  expect(await complaint()).toContain("required option '--to <address>' not specified");
  expect(await complaint('--to', '5000', '--udp', '--tcp')).toBe('wiremark: --udp and --tcp do not go together');
  expect(await complaint('--to', 'server')).toBe(
    'wiremark: --to needs a port or an address, not "server"\nWrite: --to 5000, or --to 127.0.0.1:5000',
  );
  expect(await complaint('--to', '70000')).toContain('--to needs a port or an address, not "70000"');
  expect(await complaint('--to', '0')).toBe('wiremark: --to 0: nobody can be reached at port 0');
  expect(await complaint('--to', 'no-such-machine.invalid:5000')).toContain(
    'no machine is known by the name "no-such-machine.invalid"',
  );
  expect(await complaint('--to', '5000', '--damage', ' ')).toContain('--damage is empty');
  expect(await complaint('--to', '5000', '--listen', String(taken))).toBe(
    `wiremark: 127.0.0.1:${taken} cannot be listened at: another program has this port\nTake another one: --listen 5001`,
  );
});
