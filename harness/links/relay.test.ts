import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { damages } from './index.js';
import { ending, linkTo, tcpClient, tcpServer, udpSocket } from './link.test-support.js';
import { openLink } from './relay.js';

vi.setConfig({ testTimeout: 30_000 });

const target = { host: '127.0.0.1', port: 1 };

test('an abort closes the link like close does', async () => {
  const stop = new AbortController();
  const link = await linkTo(await tcpServer(() => {}), 'tcp', [{ delay: '1m' }], { signal: stop.signal });
  const client = await tcpClient(link);
  client.write('held');
  await link.told((event) => event.type === 'damage');
  const end = ending(client);
  stop.abort();
  expect(await end).toMatch(/^(end|ECONNRESET)$/);
  await link.close();
  const next = createServer().listen(link.port, '127.0.0.1');
  onTestFinished(() => void next.close());
  await once(next, 'listening');
});

test('a link that is aborted before it opens does not open', async () => {
  await expect(linkTo(target, 'tcp', [], { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
});

test('it listens on the port that it is given', async () => {
  const { socket, address } = await udpSocket();
  const { port } = await linkTo(address, 'udp');
  expect(port).toBeGreaterThan(0);
  await expect(linkTo(target, 'udp', [], { port: socket.address().port })).rejects.toThrow('EADDRINUSE');
});

test('a port that is taken is an error of the opening', async () => {
  const taken = await tcpServer(() => {});
  await expect(linkTo(target, 'tcp', [], { port: taken.port })).rejects.toThrow('EADDRINUSE');
});

test.each(['tcp', 'udp'] as const)('closing a %s link twice, and before anything came, is fine', async (over) => {
  const link = await linkTo(target, over);
  await Promise.all([link.close(), link.close()]);
  await link.close();
});

test('a rule for another medium, or of no kind, is refused before the link opens', async () => {
  const options = {
    link: { name: 'wire', from: 'client', to: 'server', over: 'tcp' as const },
    damages,
    seed: '1',
    target,
    tell: () => {},
  };
  await expect(openLink({ ...options, rules: [{ link: 'wire', name: 'loss', args: {} }] })).rejects.toThrow(
    'there is no damage "loss" for a stream',
  );
  await expect(openLink({ ...options, rules: [{ link: 'wire', name: 'lose', args: {} }] })).rejects.toThrow(
    'there is no damage "lose"',
  );
  const link = await openLink({ ...options, rules: [{ link: 'another', name: 'loss', args: {} }] });
  await link.close();
});

test('nothing of a closed link keeps the process alive', async () => {
  const server = await tcpServer((socket) => void socket.pipe(socket));
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const link = await linkTo(server, 'tcp', [{ stall: '1m' }, { reset: 'after 5000 bytes' }]);
  const over = await linkTo((await udpSocket()).address, 'udp', [{ hold: { nth: 1, until: '9 more' } }]);
  const client = await tcpClient(link);
  client.write('held');
  const { socket } = await udpSocket();
  socket.send('held', over.port, over.host);
  await link.told((event) => event.type === 'damage');
  await over.told((event) => event.type === 'damage');
  await Promise.all([link.close(), over.close()]);
  // Timers of others may have ended meanwhile.
  expect(timers()).toBeLessThanOrEqual(before);
});
