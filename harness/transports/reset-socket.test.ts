import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { resetSocket } from './reset-socket.js';

/** A connection to a server that never reads; resolves with how the server saw it end. */
async function resetAfter(act: (socket: net.Socket) => void): Promise<{ readonly seen: Promise<string> }> {
  let saw: (how: string) => void = () => {};
  const seen = new Promise<string>((resolve) => {
    saw = resolve;
  });
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', (error: NodeJS.ErrnoException) => saw(error.code ?? ''));
    // A reset that comes together with data is told as an end; a write then meets it.
    socket.on('end', () => void socket.write('still there?'));
    socket.resume();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  act(socket);
  resetSocket(socket);
  await closed;
  return { seen };
}

describe('a reset closes our socket and reaches the other side', () => {
  test.each([
    ['of an idle connection', () => {}],
    ['behind a write', (socket: net.Socket) => void socket.write('hello')],
    ['behind a FIN that is still on its way', (socket: net.Socket) => void socket.end()],
    ['behind a write and a FIN', (socket: net.Socket) => void socket.end('hello')],
  ])('%s', async (_when, act) => {
    const { seen } = await resetAfter(act);
    expect(await seen).toMatch(/^(ECONNRESET|EPIPE)$/);
  });

  test('of a socket that is gone already does nothing', async () => {
    await resetAfter((socket) => void socket.destroy());
  });
});
