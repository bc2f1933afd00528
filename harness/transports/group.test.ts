import dgram from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { groupAddress } from '../model/group.js';
import { groupMembers } from '../process/group-members.js';
import { freePort } from '../process/ports.js';
import { group } from './group.js';
import type { Connection } from './transport.js';

/** A member of ours; what it hears is handed over as text. */
async function member(kind: 'multicast' | 'broadcast') {
  const port = await freePort();
  const at = { host: groupAddress(kind, port), port };
  const heard: string[] = [];
  let tell: () => void = () => {};
  let connection: Connection | undefined;
  const listener = await group.listen(at, (made) => {
    connection = made;
    const data = (bytes: Uint8Array): void => {
      heard.push(Buffer.from(bytes).toString());
      tell();
    };
    return { data, ended: () => {} };
  });
  onTestFinished(() => listener.close());
  return {
    at,
    heard,
    say: (text: string) => connection?.write(Buffer.from(text)),
    hears: () => new Promise<void>((resolve) => (tell = resolve)),
  };
}

/** A program, as a student writes it. */
async function program({ host, port }: { readonly host: string; readonly port: number }, joins: boolean) {
  const socket = dgram.createSocket({ type: 'udp4', reuseAddr: true });
  onTestFinished(() => void socket.close());
  socket.bind(port);
  await once(socket, 'listening');
  if (joins) {
    socket.addMembership(host, '127.0.0.1');
    socket.setMulticastInterface('127.0.0.1');
  } else socket.setBroadcast(true);
  return socket;
}

test.each(['multicast', 'broadcast'] as const)('by %s all members hear, and nobody of ours itself', async (kind) => {
  const ours = await member(kind);
  const theirs = await program(ours.at, kind === 'multicast');
  const arrives = once(theirs, 'message') as Promise<[Buffer]>;
  await ours.say('to all of you');
  expect((await arrives)[0].toString()).toBe('to all of you');
  const hears = ours.hears();
  theirs.send('and back', ours.at.port, ours.at.host);
  await hears;
  expect(ours.heard).toEqual(['and back']);
});

test.skipIf(process.platform !== 'linux')('what is said to this computer alone is not said to the group', async () => {
  const ours = await member('multicast');
  const stranger = dgram.createSocket({ type: 'udp4' });
  onTestFinished(() => void stranger.close());
  stranger.bind(0);
  await once(stranger, 'listening');
  stranger.setMulticastInterface('127.0.0.1');
  const hears = ours.hears();
  stranger.send('to you alone', ours.at.port, '127.0.0.1');
  stranger.send('to all of you', ours.at.port, ours.at.host);
  await hears;
  expect(ours.heard).toEqual(['to all of you']);
});

test.skipIf(process.platform !== 'linux')('who has joined is seen, and who is only bound is not', async () => {
  const ours = await member('multicast');
  const own = groupMembers(ours.at.host) ?? 0;
  expect(own).toBeGreaterThan(0);
  await program(ours.at, false);
  expect(groupMembers(ours.at.host)).toBe(own);
  await program(ours.at, true);
  expect(groupMembers(ours.at.host)).toBe(own + 1);
});

test('where nothing is carried, that is told, and nothing stays open', async () => {
  const port = await freePort();
  await expect(
    group.listen({ host: 'nowhere.invalid', port }, () => ({ data: () => {}, ended: () => {} })),
  ).rejects.toThrow(/nowhere\.invalid|ENOTFOUND|EAI_AGAIN/u);
  const next = dgram.createSocket('udp4').bind({ port, exclusive: true });
  onTestFinished(() => void next.close());
  await once(next, 'listening');
});
