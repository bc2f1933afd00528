import { createSocket, type RemoteInfo } from 'node:dgram';
import type { Address } from '../model/trace.js';

/** A burst must not be lost in our own queue: the default takes some 180 datagrams. The kernel caps this where it must. */
export const receiveBufferBytes = 4 * 1024 * 1024;

/** A UDP port of ours. */
export interface UdpPort {
  readonly address: Address;
  send(data: Uint8Array, to: Address): void;
  /** From now on who sends to it hears that nothing listens. It still belongs to us, and sends nothing. */
  refuse(): void;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface UdpPortOptions {
  /** 0: any free port. */
  readonly at: Address;
  readonly hear: (data: Uint8Array, from: RemoteInfo) => void;
  readonly fail: (error: Error) => void;
}

/** Opens a port, or rejects where it cannot be had. */
export async function openUdpPort({ at, hear, fail }: UdpPortOptions): Promise<UdpPort> {
  const socket = createSocket({ type: familyOf(at.host), recvBufferSize: receiveBufferBytes });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: at.host, port: at.port }, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  const address = { host: at.host, port: socket.address().port };
  let state: 'open' | 'refusing' | 'closed' = 'open';
  socket.on('error', fail);
  socket.on('message', (data, from) => {
    if (state === 'open') hear(data, from);
  });
  let closing: Promise<void> | undefined;

  return {
    address,
    send(data, to) {
      if (state === 'open') socket.send(data, to.port, to.host);
    },
    refuse() {
      if (state !== 'open') return;
      state = 'refusing';
      // A socket that is connected (here to itself) takes datagrams from there only: the kernel answers all others
      // with "port unreachable", as it does for a port that is closed.
      socket.connect(address.port, address.host);
    },
    close() {
      state = 'closed';
      closing ??= new Promise((resolve) => socket.close(() => resolve()));
      return closing;
    },
  };
}

export function familyOf(host: string): 'udp4' | 'udp6' {
  return host.includes(':') ? 'udp6' : 'udp4';
}
