import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Transport } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import { damages } from './index.js';
import type { LinkEvent } from '../model/link-event.js';
import type { Link, LinkOptions } from './link.js';
import { ruleOf, type WrittenRule } from './passage.test-support.js';
import { openLink } from './relay.js';

export interface WatchedLink extends Link {
  readonly events: LinkEvent[];
  /** `from unit: what` of each damage. */
  readonly decisions: () => string[];
  /** Resolves as soon as some event meets the demand, past ones too. */
  told(demand: (event: LinkEvent) => boolean): Promise<LinkEvent>;
}

/** A link from `client` to `server` named `wire`, closed when the test is over. */
export async function linkTo(
  target: Address,
  over: Transport,
  rules: readonly WrittenRule[] = [],
  more: Partial<LinkOptions> = {},
): Promise<WatchedLink> {
  const events: LinkEvent[] = [];
  const watchers = new Set<() => void>();
  const link = await openLink({
    link: { name: 'wire', from: 'client', to: 'server', over },
    rules: rules.map(ruleOf),
    damages,
    seed: 'a seed',
    target,
    tell(event) {
      events.push(event);
      for (const look of watchers) look();
    },
    ...more,
  });
  onTestFinished(() => link.close());
  return {
    ...link,
    events,
    decisions: () =>
      events.flatMap((event) => (event.type === 'damage' ? [`${event.from} ${event.unit}: ${event.what}`] : [])),
    told: (demand) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(demand);
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
  };
}

/** A TCP server for one test; each connection is given to `serve`. */
export async function tcpServer(serve: (socket: Socket) => void): Promise<Address> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

export async function tcpClient({ host, port }: Address): Promise<Socket> {
  const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** All bytes up to the other side's end. Rejects at a reset. */
export async function untilEnd(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on('data', (data: Buffer) => chunks.push(data));
  await new Promise<void>((resolve, reject) => {
    socket.once('end', resolve);
    socket.once('error', reject);
  });
  return Buffer.concat(chunks);
}

/** How a connection came to its end: the errno of a reset, or `end`. */
export function ending(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.resume();
    // The empty write fails where libuv took a reset for an end, which it does when data came with it.
    socket.once('end', () => socket.write('', (error) => (error ? undefined : resolve('end'))));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** A UDP socket on a free port; `hear` is given each datagram. */
export async function udpSocket(
  hear: (data: Buffer, from: RemoteInfo, socket: UdpSocket) => void = () => {},
): Promise<{ socket: UdpSocket; address: Address }> {
  const socket = createSocket('udp4');
  socket.on('message', (data, from) => hear(data, from, socket));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { socket, address: { host: '127.0.0.1', port: socket.address().port } };
}

/** Collects the datagrams that a socket hears and waits for as many as wanted. */
export function inboxOf(socket: UdpSocket): { texts: string[]; ports: number[]; holds(count: number): Promise<void> } {
  const texts: string[] = [];
  const ports: number[] = [];
  socket.on('message', (data, from) => {
    texts.push(data.toString('latin1'));
    ports.push(from.port);
  });
  return {
    texts,
    ports,
    async holds(count) {
      while (texts.length < count) await once(socket, 'message');
    },
  };
}
