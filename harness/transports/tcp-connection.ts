import type net from 'node:net';
import type { Address } from '../model/trace.js';
import type { Deadline, Eventual } from '../model/waiting.js';
import { resetSocket } from './reset-socket.js';
import type { Connection } from './transport.js';

/** One TCP connection, plain or with TLS in it: then `raw` is the socket below. */
export class TcpConnection implements Connection {
  readonly local: Address;
  readonly remote: Address;
  private readonly socket: net.Socket;
  private readonly raw: net.Socket;

  constructor(socket: net.Socket, ended: (how: 'fin' | 'reset') => void, raw = socket) {
    this.socket = socket;
    this.raw = raw;
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
    if (how === 'reset') resetSocket(this.raw);
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
      else resetSocket(this.raw);
    });
  }
}
