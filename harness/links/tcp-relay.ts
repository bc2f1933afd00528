import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { LinkTurn } from '../model/link-event.js';
import type { Address } from '../model/trace.js';
import { resetSocket } from '../transports/reset-socket.js';
import { Gate } from './gate.js';
import { endsOf, notReached, type Ends, type Link, type LinkOptions } from './link.js';
import { carryStream } from './tcp-direction.js';

/**
 * A TCP link: each connection to its port is carried on to the target, both ways through the damages.
 * FIN and RST are passed on as what they are, each direction ends by itself, and a receiver that does
 * not read makes the sender wait.
 */
export async function openTcpRelay(options: LinkOptions): Promise<Link> {
  const { host = '127.0.0.1', port = 0, link, tell } = options;
  const gate = new Gate();
  const sockets = new Set<Socket>();
  /** By the port from which a connection was made, to us or by us: our socket through which it goes on. */
  const partners = new Map<number, Socket>();
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
    remember(client.remotePort, client, upstream);
    upstream.once('connect', () => remember(upstream.localPort, upstream, client));
    carry({ client, upstream, flow: ++flows, gate, options });
  });

  await listen(server, { host, port });
  const address = { host, port: (server.address() as AddressInfo).port };
  server.on('error', (error) => tell({ type: 'fault', whose: 'host', detail: `link ${link.name}: ${error.message}` }));

  function remember(madeFrom: number | undefined, socket: Socket, partner: Socket): void {
    if (madeFrom === undefined) return;
    partners.set(madeFrom, partner);
    socket.once('close', () => {
      if (partners.get(madeFrom) === partner) partners.delete(madeFrom);
    });
  }

  function onward({ local, remote }: Ends): Ends | 'being made' | undefined {
    const partner = partners.get(local.port) ?? partners.get(remote.port);
    return partner?.connecting === true ? 'being made' : partner && endsOf(partner);
  }

  async function turn(to: LinkTurn): Promise<void> {
    gate.turn(to);
    if (to === 'down') {
      server.close();
      await allGone(sockets, resetSocket);
    } else if (to === 'up' && !server.listening && closing === undefined) {
      await listen(server, address);
    }
  }

  async function close(): Promise<void> {
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    await allGone(sockets, (socket) => socket.destroy());
    await stopped;
  }

  return { ...address, onward, turn, close: () => (closing ??= close()) };
}

function listen(server: Server, at: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function allGone(sockets: ReadonlySet<Socket>, end: (socket: Socket) => void): Promise<void> {
  await Promise.all(
    [...sockets].map((socket) => {
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      end(socket);
      return gone;
    }),
  );
}

/** Both directions of one connection. */
function carry(connection: {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly flow: number;
  readonly gate: Gate;
  readonly options: LinkOptions;
}): void {
  const { client, upstream, flow, gate, options } = connection;
  const { link, tell } = options;
  const about = { link: link.name, flow: String(flow) };
  tell({ type: 'connected', ...about, from: link.from });
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
    if (!broken)
      tell(reached ? { type: 'ended', ...about, from: link.to, how: 'reset' } : notReached(options, flow, error));
    breakOff();
  });
  client.on('error', () => {
    if (!broken) tell({ type: 'ended', ...about, from: link.from, how: 'reset' });
    breakOff();
  });

  const both = { flow, gate, options, breakOff };
  carryStream({ reader: client, writer: upstream, from: link.from, ...both });
  carryStream({ reader: upstream, writer: client, from: link.to, ...both });
}
