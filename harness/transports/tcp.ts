import net from 'node:net';
import { listenAt } from './listen-at.js';
import { TcpConnection } from './tcp-connection.js';
import type { Ear, Transport } from './transport.js';

/**
 * What all our connections read into, one after another: room of its own for every few bytes that arrive would cost
 * more than the reading.
 */
const room = new Uint8Array(65_536);

/** TCP over real sockets: half close kept, small segments sent at once, resets told apart from ends. */
export const tcp: Transport = {
  async connect(remote, ear, deadline) {
    const socket = net.connect({
      host: remote.host,
      port: remote.port,
      allowHalfOpen: true,
      noDelay: true,
      onread: {
        buffer: room,
        callback: (length) => {
          ear.data(room.slice(0, length));
          return true;
        },
      },
    });
    const refused = await new Promise<string | undefined>((resolve) => {
      const abort = (): void => finish('ETIMEDOUT');
      const finish = (result: string | undefined): void => {
        socket.removeListener('connect', connected);
        socket.removeListener('error', failed);
        deadline.unwatch(abort);
        resolve(result);
      };
      const connected = (): void => finish(undefined);
      const failed = (error: NodeJS.ErrnoException): void => finish(error.code ?? error.message);
      socket.once('connect', connected);
      socket.once('error', failed);
      if (deadline.isReached) abort();
      else deadline.watch(abort);
    });
    if (refused === undefined) return new TcpConnection(socket, (how) => ear.ended(how));
    socket.on('error', () => {});
    socket.destroy();
    return { refused };
  },

  async listen(at, accept) {
    const open = new Set<net.Socket>();
    const server = net.createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      const relay: { ear?: Ear } = {};
      const connection = new TcpConnection(socket, (how) => relay.ear?.ended(how));
      socket.on('data', (data: Buffer) =>
        relay.ear?.data(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
      );
      relay.ear = accept(connection);
      socket.resume();
    });
    return listenAt(server, at, () => open);
  },
};
