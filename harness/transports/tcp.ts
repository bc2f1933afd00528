import net from 'node:net';
import type { Address } from '../model/trace.js';
import type { Deadline, Eventual } from '../model/waiting.js';
import { resetSocket } from './reset-socket.js';
import type { Connection, Ear, Transport } from './transport.js';

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
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: at.host, port: at.port, backlog: 511 }, resolve);
    });
    const { address, port } = server.address() as net.AddressInfo;
    return {
      address: { host: address, port },
      close: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          for (const socket of open) resetSocket(socket);
        }),
    };
  },
};

class TcpConnection implements Connection {
  readonly local: Address;
  readonly remote: Address;
  private readonly socket: net.Socket;

  constructor(socket: net.Socket, ended: (how: 'fin' | 'reset') => void) {
    this.socket = socket;
    this.local = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.remote = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    let hasEnded = false;
    const end = (how: 'fin' | 'reset'): void => {
      if (hasEnded) return;
      hasEnded = true;
      ended(how);
    };
    socket.on('end', () => {
      // A reset that comes together with data is told as an end (libuv reads no further); only a write tells
      // the two apart: after a reset it fails.
      if (socket.writable && socket.writableLength === 0) socket.write('', (error) => end(error ? 'reset' : 'fin'));
      else end('fin');
    });
    // EPIPE comes where the reset arrived before our write: for the other side's deed both are one.
    socket.on('error', () => end('reset'));
  }

  write(data: Uint8Array, deadline?: Deadline): Eventual<number> {
    const { socket } = this;
    if (socket.destroyed || socket.writableEnded || data.length === 0) return 0;
    socket.write(data);
    // What fits into the kernel's buffer is taken at once.
    if (socket.writableLength === 0 && !socket.errored) return data.length;
    const before = socket.bytesWritten - data.length;
    return new Promise<number>((resolve) => {
      const taken = (): number =>
        Math.max(0, Math.min(data.length, socket.bytesWritten - socket.writableLength - before));
      const abort = (): void => finish(taken());
      const finish = (count: number): void => {
        socket.removeListener('close', abort);
        deadline?.unwatch(abort);
        resolve(count);
      };
      if (deadline?.isReached) {
        abort();
        return;
      }
      deadline?.watch(abort);
      socket.once('close', abort);
      // It is told when all that was written before it has been taken.
      socket.write('', (error) => finish(error ? taken() : data.length));
    });
  }

  close(how: 'fin' | 'writing' | 'reset'): void {
    if (how === 'reset') resetSocket(this.socket);
    else this.socket.end();
  }

  pause(): void {
    this.socket.pause();
  }

  destroy(): Promise<void> {
    if (this.socket.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.socket.once('close', () => resolve());
      // A reset leaves no TIME_WAIT behind that would hold the port; by now every verdict is in. Where bytes still
      // wait for a reader that may never come, so would a FIN behind them.
      if (this.socket.writableLength > 0) this.socket.destroy();
      else resetSocket(this.socket);
    });
  }
}
