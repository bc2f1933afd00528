import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { resetSocket } from '../transports/reset-socket.js';
import { notReached, type Link, type LinkOptions } from './link.js';
import { carryStream } from './tcp-direction.js';

/**
 * A TCP link: each connection to its port is carried on to the target, both ways through the damages.
 * FIN and RST are passed on as what they are, each direction ends by itself, and a receiver that does
 * not read makes the sender wait.
 */
export async function openTcpRelay(options: LinkOptions): Promise<Link> {
  const { host = '127.0.0.1', port = 0, link, tell } = options;
  const sockets = new Set<Socket>();
  let flows = 0;
  let closing: Promise<void> | undefined;

  // Without allowHalfOpen the answer to a client that has closed its writing side is lost.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = connect({
      host: options.target.host,
      port: options.target.port,
      allowHalfOpen: true,
      noDelay: true,
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    carry(client, upstream, ++flows, options);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => tell({ type: 'fault', whose: 'host', detail: `link ${link.name}: ${error.message}` }));

  async function close(): Promise<void> {
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    await Promise.all(
      [...sockets].map((socket) => {
        const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
        socket.destroy();
        return gone;
      }),
    );
    await stopped;
  }

  return { host, port: (server.address() as AddressInfo).port, close: () => (closing ??= close()) };
}

/** Both directions of one connection. */
function carry(client: Socket, upstream: Socket, flow: number, options: LinkOptions): void {
  const { link } = options;
  let broken = false;

  // Both sides learn of a break in the same way: by a reset, for that is what would have reached them without us.
  function breakOff(): void {
    if (broken) return;
    broken = true;
    for (const socket of [client, upstream]) resetSocket(socket);
  }

  let reached = false;
  upstream.once('connect', () => (reached = true));
  upstream.on('error', (error) => {
    if (!reached && !broken) options.tell(notReached(options, flow, error));
    breakOff();
  });
  client.on('error', breakOff);

  carryStream({ reader: client, writer: upstream, from: link.from, flow, options, breakOff });
  carryStream({ reader: upstream, writer: client, from: link.to, flow, options, breakOff });
}
