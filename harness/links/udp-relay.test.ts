import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { inboxOf, linkTo, udpSocket } from './link.test-support.js';
import { numbered } from './passage.test-support.js';

vi.setConfig({ testTimeout: 30_000 });

const echo = (): ReturnType<typeof udpSocket> =>
  udpSocket((data, from, socket) => socket.send(data, from.port, from.address));

test('a datagram goes there and back, and the answer comes from the port of the link', async () => {
  const link = await linkTo((await echo()).address, 'udp');
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  client.send('ping', link.port, link.host);
  await inbox.holds(1);
  expect(inbox).toMatchObject({ texts: ['ping'], ports: [link.port] });
  expect(link.events).toMatchObject([
    { type: 'relayed', link: 'wire', flow: '1', from: 'client', unit: 1 },
    { type: 'relayed', link: 'wire', flow: '1', from: 'server', unit: 1 },
  ]);
});

test('an empty datagram is a datagram', async () => {
  const link = await linkTo((await echo()).address, 'udp');
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  client.send('', link.port, link.host);
  await inbox.holds(1);
  expect(inbox.texts).toEqual(['']);
});

test('the largest datagram passes whole', async () => {
  const link = await linkTo((await echo()).address, 'udp');
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  client.send(Buffer.alloc(65507, 'x'), link.port, link.host);
  await inbox.holds(1);
  expect(inbox.texts[0]).toHaveLength(65507);
});

test('two clients are kept apart: each gets its own answers, and the server can tell them apart', async () => {
  const ports = new Set<number>();
  const server = await udpSocket((data, from, socket) => {
    ports.add(from.port);
    socket.send(`to ${data.toString()}`, from.port, from.address);
  });
  const link = await linkTo(server.address, 'udp');
  const [alice, bob] = [(await udpSocket()).socket, (await udpSocket()).socket];
  const [toAlice, toBob] = [inboxOf(alice), inboxOf(bob)];
  for (const text of ['1', '2', '3']) {
    alice.send(`alice ${text}`, link.port, link.host);
    bob.send(`bob ${text}`, link.port, link.host);
  }
  await Promise.all([toAlice.holds(3), toBob.holds(3)]);
  expect(toAlice.texts).toEqual(['to alice 1', 'to alice 2', 'to alice 3']);
  expect(toBob.texts).toEqual(['to bob 1', 'to bob 2', 'to bob 3']);
  expect(ports.size).toBe(2);
});

test('what one client sends is counted together, whatever ports it takes', async () => {
  const rules = [
    { from: 'client', drop: 2 },
    { from: 'server', duplicate: 2 },
  ];
  const link = await linkTo((await echo()).address, 'udp', rules, { isOneClient: true });
  const came: string[][] = [];
  for (const [text, answers] of [
    ['a', 1],
    ['b', 0],
    ['c', 2],
    ['d', 1],
  ] as const) {
    const { socket } = await udpSocket();
    const inbox = inboxOf(socket);
    socket.send(text, link.port, link.host);
    if (answers === 0) await link.told(({ type }) => type === 'damage');
    else await inbox.holds(answers);
    came.push(inbox.texts);
  }
  expect(came).toEqual([['a'], [], ['c', 'c'], ['d']]);
  expect(link.events.filter((event) => event.type === 'damage')).toMatchObject([
    { flow: '2', from: 'client', unit: 2, rule: 0, what: 'dropped' },
    { flow: '3', from: 'server', unit: 2, rule: 1, what: 'duplicated' },
  ]);
  expect(link.events.filter((event) => event.type === 'relayed' && event.from === 'client')).toMatchObject([
    { flow: '1', unit: 1 },
    { flow: '2', unit: 2 },
    { flow: '3', unit: 3 },
    { flow: '4', unit: 4 },
  ]);
});

test('each flow and each direction is counted by itself', async () => {
  const link = await linkTo((await echo()).address, 'udp', [
    { from: 'client', drop: 2 },
    { from: 'server', duplicate: 1 },
  ]);
  const alice = (await udpSocket()).socket;
  const bob = (await udpSocket()).socket;
  for (const client of [alice, bob]) {
    const inbox = inboxOf(client);
    for (const text of ['a', 'b', 'c']) client.send(text, link.port, link.host);
    await inbox.holds(3);
    expect(inbox.texts).toEqual(['a', 'a', 'c']);
  }
  expect(link.events.filter((event) => event.type === 'damage')).toMatchObject([
    { flow: '1', from: 'client', unit: 2, rule: 0, what: 'dropped' },
    { flow: '1', from: 'server', unit: 1, rule: 1, what: 'duplicated' },
    { flow: '2', from: 'client', unit: 2, rule: 0, what: 'dropped' },
    { flow: '2', from: 'server', unit: 1, rule: 1, what: 'duplicated' },
  ]);
});

test('with one seed the same datagrams are lost at each run, whatever the ports; with another, others', async () => {
  const first = await lost('71c2');
  expect(first.length).toBeGreaterThan(5);
  expect(await lost('71c2')).toEqual(first);
  expect(await lost('71c3')).not.toEqual(first);
});

test('datagrams sent before the way to the server stands keep their order', async () => {
  const server = await udpSocket();
  const inbox = inboxOf(server.socket);
  const link = await linkTo(server.address, 'udp');
  const { socket: client } = await udpSocket();
  for (const text of numbered(50)) client.send(text, link.port, link.host);
  await inbox.holds(50);
  expect(inbox.texts).toEqual(numbered(50));
});

test('where nothing listens it is told, nothing crashes, and a server that comes later is reached', async () => {
  const { socket: gone, address } = await udpSocketToBeClosed();
  gone.close();
  await once(gone, 'close');
  const link = await linkTo(address, 'udp');
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  client.send('anyone?', link.port, link.host);
  expect(await link.told((event) => event.type === 'unreachable')).toEqual({
    type: 'unreachable',
    link: 'wire',
    flow: '1',
    actor: 'server',
    errno: 'ECONNREFUSED',
  });

  const late = createSocket('udp4');
  onTestFinished(() => void late.close());
  late.on('message', (data, from) => late.send(data, from.port, from.address));
  late.bind(address.port, address.host);
  await once(late, 'listening');
  client.send('and now?', link.port, link.host);
  await inbox.holds(1);
  expect(inbox.texts).toEqual(['and now?']);
});

test('an answer from another port than the target is not passed off as the target', async () => {
  const other = (await udpSocket()).socket;
  const server = await udpSocket((data, from, socket) => {
    other.send('from elsewhere', from.port, from.address, () => socket.send(data, from.port, from.address));
  });
  const link = await linkTo(server.address, 'udp');
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  client.send('ping', link.port, link.host);
  await inbox.holds(1);
  expect(inbox.texts).toEqual(['ping']);
});

test('a delayed datagram is late by its delay', async () => {
  const link = await linkTo((await echo()).address, 'udp', [{ from: 'client', delay: '60ms' }]);
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  const sentAt = performance.now();
  client.send('ping', link.port, link.host);
  await inbox.holds(1);
  expect(performance.now() - sentAt).toBeGreaterThanOrEqual(58);
});

test('closing the link drops what it holds and frees its port', async () => {
  const server = await udpSocket();
  const inbox = inboxOf(server.socket);
  const link = await linkTo(server.address, 'udp', [{ delay: '1m' }]);
  const { socket: client } = await udpSocket();
  client.send('held for a minute', link.port, link.host);
  await link.told((event) => event.type === 'damage');
  await Promise.all([link.close(), link.close()]);
  const { socket: next } = await boundTo(link.port);
  client.send('to the next', link.port, link.host);
  expect((await once(next, 'message'))[0].toString()).toBe('to the next');
  expect(inbox.texts).toEqual([]);
});

test('clients with ever new ports do not use up our sockets: the oldest flow makes room, and may begin anew', async () => {
  const link = await linkTo((await echo()).address, 'udp');
  const { socket: oldest } = await udpSocket();
  const roundTrip = async (client: Socket, text: string): Promise<void> => {
    client.send(text, link.port, link.host);
    const [data] = (await once(client, 'message')) as [Buffer];
    expect(data.toString()).toBe(text);
  };
  await roundTrip(oldest, 'first');
  for (let round = 0; round < 600; round++) {
    const client = createSocket('udp4');
    await roundTrip(client, `round ${round}`);
    client.close();
  }
  await roundTrip(oldest, 'again');
  expect(link.events.at(-1)).toMatchObject({ type: 'relayed', from: 'server', unit: 1 });
  expect(link.events.at(-1)).not.toMatchObject({ flow: '1' });
});

async function lost(seed: string): Promise<string[]> {
  const link = await linkTo((await echo()).address, 'udp', [{ from: 'client', loss: '30%' }], { seed });
  const { socket: client } = await udpSocket();
  for (const text of numbered(60)) client.send(text, link.port, link.host);
  await link.told((event) => event.type === 'relayed' && event.unit === 60 && event.from === 'client');
  return link.decisions();
}

async function udpSocketToBeClosed(): Promise<{ socket: Socket; address: { host: string; port: number } }> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, address: { host: '127.0.0.1', port: socket.address().port } };
}

async function boundTo(port: number): Promise<{ socket: Socket }> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return { socket };
}
