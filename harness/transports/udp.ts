import dgram from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Address } from '../model/trace.js';
import type { Connection, Ear, Transport } from './transport.js';

/**
 * Room for what arrives while we are busy: with the kernel's default of about 200 kB a few large
 * datagrams overflow it, and the loss would look like the program's.
 */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

/** UDP over real sockets, never `connect`ed, so that an answer from another port is seen instead of lost. */
export const udp: Transport = {
  async connect(remote, ear) {
    const socket = await bindUdp({ host: isIPv6(remote.host) ? '::' : '0.0.0.0', port: 0 });
    const loopback = isIPv6(remote.host) ? '::1' : '127.0.0.1';
    const connection = new UdpConnection(socket, { host: loopback, port: socket.address().port }, remote);
    socket.on('message', (data, from) => ear.data(copyOf(data), { host: from.address, port: from.port }));
    return connection;
  },

  async listen(at, accept) {
    const socket = await bindUdp(at);
    const { address, port } = socket.address();
    const local = { host: address, port };
    // Each client address is a conversation of its own, as an accepted connection is in TCP.
    const ears = new Map<string, Ear>();
    socket.on('message', (data, from) => {
      const key = `${from.address} ${from.port}`;
      let ear = ears.get(key);
      if (!ear) {
        ear = accept(new UdpConnection(socket, local, { host: from.address, port: from.port }, { shared: true }));
        ears.set(key, ear);
      }
      ear.data(copyOf(data), { host: from.address, port: from.port });
    });
    return { address: local, close: () => closeUdp(socket) };
  },
};

/** Node gives out slices of a pool that it will write over. */
export function copyOf(data: Buffer): Uint8Array {
  return Uint8Array.from(data);
}

/** A socket at this address; where it `shares`, others that do so too may have the same. */
export async function bindUdp(
  at: Address,
  { shares = false }: { readonly shares?: boolean } = {},
): Promise<dgram.Socket> {
  const socket = dgram.createSocket({ type: isIPv6(at.host) ? 'udp6' : 'udp4', reuseAddr: shares });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: at.host, port: at.port, exclusive: true }, () => {
      socket.removeListener('error', reject);
      resolve();
    });
  });
  socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
  // ECONNREFUSED (an ICMP answer to an earlier datagram) is no fault of ours and tells nothing new.
  socket.on('error', () => {});
  return socket;
}

export function closeUdp(socket: dgram.Socket): Promise<void> {
  return new Promise((resolve) => {
    try {
      socket.close(() => resolve());
    } catch {
      // Already closed.
      resolve();
    }
  });
}

export class UdpConnection implements Connection {
  readonly local: Address;
  readonly remote: Address;
  private readonly socket: dgram.Socket;
  private readonly shared: boolean;

  constructor(socket: dgram.Socket, local: Address, remote: Address, options: { readonly shared?: boolean } = {}) {
    this.socket = socket;
    this.local = local;
    this.remote = remote;
    this.shared = options.shared ?? false;
  }

  write(data: Uint8Array): Promise<number> {
    return new Promise((resolve) => {
      try {
        this.socket.send(data, this.remote.port, this.remote.host, (error) => resolve(error ? 0 : data.length));
      } catch {
        // The socket was closed by an earlier step.
        resolve(0);
      }
    });
  }

  close(): void {
    void this.destroy();
  }

  /** UDP has no flow control: what is not read is lost in the kernel, and nobody waits. */
  pause(): void {}

  async destroy(): Promise<void> {
    if (!this.shared) await closeUdp(this.socket);
  }
}
