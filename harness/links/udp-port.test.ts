import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { inboxOf, linkTo, udpSocket } from './link.test-support.js';

vi.setConfig({ testTimeout: 30_000 });

/** A client as most are: connected, so that the kernel tells it when nothing listens. */
async function connectedTo(to: { port: number; host: string }): Promise<ReturnType<typeof createSocket>> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.connect(to.port, to.host);
  await once(socket, 'connect');
  return socket;
}

async function refusal(socket: ReturnType<typeof createSocket>): Promise<string | undefined> {
  const failed = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>;
  socket.send('anyone?');
  return (await failed)[0].code;
}

test('behind the last datagram that is taken the client hears that nothing listens', async () => {
  const server = await udpSocket();
  const inbox = inboxOf(server.socket);
  const link = await linkTo(server.address, 'udp', [{ from: 'client', refuse: 'after 2nd' }]);
  const client = await connectedTo(link);
  client.send('1');
  client.send('2');
  await link.told((event) => event.type === 'damage');
  expect(await refusal(client)).toBe('ECONNREFUSED');
  await inbox.holds(2);
  expect(inbox.texts).toEqual(['1', '2']);
});

test('a port that was never open refuses the first datagram, and that is told before anything comes', async () => {
  const link = await linkTo((await udpSocket()).address, 'udp', [{ from: 'client', refuse: 'all' }]);
  expect(link.events).toEqual([
    {
      type: 'damage',
      link: 'wire',
      flow: '0',
      from: 'client',
      unit: 0,
      rule: 0,
      fate: 'ended',
      what: 'the port is closed',
    },
  ]);
  expect(await refusal(await connectedTo(link))).toBe('ECONNREFUSED');
});

test('a port that refuses still belongs to the link', async () => {
  const link = await linkTo((await udpSocket()).address, 'udp', [{ refuse: 'all' }]);
  const other = createSocket('udp4');
  onTestFinished(() => void other.close());
  other.bind(link.port, link.host);
  const [error] = (await once(other, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('EADDRINUSE');
});

test('the other way round the server hears that its client is gone', async () => {
  const link = await linkTo((await udpSocket((data, from, socket) => answer(data, from, socket))).address, 'udp', [
    { from: 'server', refuse: 'after 1st' },
  ]);
  const client = await connectedTo(link);
  const inbox = inboxOf(client);
  client.send('a');
  await inbox.holds(1);
  client.send('b');
  // Nothing comes back any more; what the client says does not arrive either, for its port is gone.
  await link.told((event) => event.type === 'relayed' && event.unit === 2 && event.from === 'client');
  expect(inbox.texts).toEqual(['a']);
});

function answer(data: Buffer, from: { port: number; address: string }, socket: ReturnType<typeof createSocket>): void {
  socket.send(data, from.port, from.address);
}

test('a spoofed datagram, and that of a stranger, come from another port', async () => {
  const server = await udpSocket((data, from, socket) => answer(data, from, socket));
  const link = await linkTo(server.address, 'udp', [
    { from: 'server', spoof: 2 },
    { from: 'server', inject: 'forged', behind: 1, sender: 'stranger' },
  ]);
  const { socket: client } = await udpSocket();
  const inbox = inboxOf(client);
  for (const text of ['a', 'b', 'c']) client.send(text, link.port, link.host);
  await inbox.holds(4);
  const strange = inbox.texts.filter((_, index) => inbox.ports[index] !== link.port);
  expect(strange.toSorted()).toEqual(['b', 'forged']);
  expect(inbox.texts.toSorted()).toEqual(['a', 'b', 'c', 'forged']);
});

test('the server sees a spoofed request come from a port that is not its client’s', async () => {
  const server = await udpSocket();
  const inbox = inboxOf(server.socket);
  const link = await linkTo(server.address, 'udp', [{ from: 'client', spoof: 2 }]);
  const { socket: client } = await udpSocket();
  for (const text of ['a', 'b', 'c']) client.send(text, link.port, link.host);
  await inbox.holds(3);
  const [first, second, third] = ['a', 'b', 'c'].map((text) => inbox.ports[inbox.texts.indexOf(text)]);
  expect(first).toBe(third);
  expect(second).not.toBe(first);
});
