import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';
import { ending, inboxOf, linkTo, tcpClient, tcpServer, udpSocket } from './link.test-support.js';

vi.setConfig({ testTimeout: 30_000 });

/** Resolves once the link has told so many of this client's datagrams. */
const crossed =
  (units: number) =>
  (event: { readonly type: string }): boolean =>
    event.type === 'relayed' && (event as unknown as { readonly unit: number }).unit === units;

test('a paused UDP link holds all that crosses it, and lets it arrive in its order', async () => {
  const server = await udpSocket();
  const inbox = inboxOf(server.socket);
  const link = await linkTo(server.address, 'udp', [{ drop: 2 }]);
  const { socket: client } = await udpSocket();
  await link.turn('pause');
  for (const text of ['1', '2', '3']) client.send(text, link.port, link.host);
  await link.told(crossed(3));
  expect(inbox.texts).toEqual([]);
  await link.turn('resume');
  await inbox.holds(2);
  expect(inbox.texts).toEqual(['1', '3']);
  expect(link.decisions()).toEqual(['client 2: dropped']);
});

test('a UDP link that is down loses what crosses it, and tells each', async () => {
  const server = await udpSocket();
  const inbox = inboxOf(server.socket);
  const link = await linkTo(server.address, 'udp');
  const { socket: client } = await udpSocket();
  await link.turn('down');
  client.send('lost', link.port, link.host);
  await link.told(crossed(1));
  await link.turn('up');
  client.send('found', link.port, link.host);
  await inbox.holds(1);
  expect(inbox.texts).toEqual(['found']);
  expect(link.decisions()).toEqual(['client 1: swallowed: the link is down']);
  expect(link.events.find((event) => event.type === 'damage')).not.toHaveProperty('rule');
});

test('a paused TCP link holds bytes and the end behind them', async () => {
  const link = await linkTo(await tcpServer((socket) => void socket.pipe(socket)), 'tcp');
  const client = await tcpClient(link);
  let heard = '';
  client.on('data', (data: Buffer) => (heard += data.toString()));
  client.write('a');
  await once(client, 'data');
  await link.turn('pause');
  client.end('bc');
  await link.told((event) => event.type === 'ended');
  expect(heard).toBe('a');
  const end = once(client, 'end');
  await link.turn('resume');
  await end;
  expect(heard).toBe('abc');
});

test('a TCP link that is down resets its connections and refuses new ones; up again it takes them', async () => {
  const link = await linkTo(await tcpServer((socket) => void socket.pipe(socket)), 'tcp');
  const before = await tcpClient(link);
  before.write('x');
  await once(before, 'data');
  const end = ending(before);
  await link.turn('down');
  expect(await end).toBe('ECONNRESET');
  const [error] = (await once(connect(link), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
  await link.turn('up');
  const after = await tcpClient(link);
  after.write('y');
  expect(String((await once(after, 'data'))[0])).toBe('y');
});

test('a link that is down, or paused, can be closed', async () => {
  const server = await tcpServer((socket) => void socket.pipe(socket));
  for (const turn of ['down', 'pause'] as const) {
    const link = await linkTo(server, 'tcp');
    const client = await tcpClient(link);
    client.write('held');
    await link.turn(turn);
    await Promise.all([link.close(), link.close()]);
  }
});
