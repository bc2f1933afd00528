import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { openChain, type Chain } from './chain.js';
import { notReached, type Link, type LinkOptions } from './link.js';

/** Each flow has a socket. A client that takes a new port for each datagram must not use up ours; its oldest flow makes room. */
const mostFlows = 512;

/** A burst must not be lost in our own queue: the default takes some 180 datagrams. The kernel caps this where it must. */
const receiveBufferBytes = 4 * 1024 * 1024;

/**
 * A UDP link: each client address that sends to its port is a flow with a socket of its own towards the
 * target, so that the target can tell clients apart. Answers leave from the link's own port. An answer
 * from another address than the target's does not pass: the client would not take it for an answer.
 */
export async function openUdpRelay(options: LinkOptions): Promise<Link> {
  const { host = '127.0.0.1', port = 0, link, tell } = options;
  const front = createSocket({ type: family(host), recvBufferSize: receiveBufferBytes });
  const flows = new Map<string, Flow>();
  const leaving = new Set<Promise<void>>();
  let count = 0;
  let closing: Promise<void> | undefined;

  function flowOf(client: RemoteInfo): Flow {
    const key = `${client.address} ${client.port}`;
    const known = flows.get(key);
    if (known !== undefined) return known;
    const oldest = flows.entries().next().value;
    if (flows.size >= mostFlows && oldest !== undefined) {
      flows.delete(oldest[0]);
      const left = oldest[1].close().finally(() => leaving.delete(left));
      leaving.add(left);
    }
    const flow = openFlow(front, client, ++count, options);
    flows.set(key, flow);
    return flow;
  }

  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.bind({ address: host, port }, () => {
      front.off('error', reject);
      resolve();
    });
  });
  front.on('error', (error) => tell({ type: 'fault', whose: 'host', detail: `link ${link.name}: ${error.message}` }));
  front.on('message', (data, client) => {
    if (closing === undefined) flowOf(client).there.push(data);
  });
  const address = front.address();

  async function close(): Promise<void> {
    await Promise.all([...leaving, ...[...flows.values()].map((flow) => flow.close()), closed(front)]);
  }

  return { host, port: address.port, close: () => (closing ??= close()) };
}

interface Flow {
  readonly there: Chain;
  close(): Promise<void>;
}

/** One client: a chain each way, and the socket that speaks for it to the target. */
function openFlow(front: Socket, client: RemoteInfo, flow: number, options: LinkOptions): Flow {
  const { link, target, tell } = options;
  const upstream = createSocket({ type: family(target.host), recvBufferSize: receiveBufferBytes });
  const early: Uint8Array[] = [];
  let state: 'connecting' | 'open' | 'closed' = 'connecting';

  const there = chain(link.from, (data) => {
    if (state === 'connecting') early.push(data);
    else send(data);
  });
  const back = chain(link.to, (data) => front.send(data, client.port, client.address));

  function chain(from: string, take: (data: Uint8Array) => void): Chain {
    const { rules, damages, seed } = options;
    return openChain({
      rules,
      damages,
      seed,
      tell,
      from,
      flow,
      medium: 'datagram',
      link: link.name,
      receiver: { take, end() {}, cut: streamsOnly, reset: streamsOnly },
    });
  }

  function send(data: Uint8Array): void {
    upstream.send(data, (error) => (error === null ? undefined : failed(error)));
  }

  function failed(error: Error): void {
    if (state !== 'closed') tell(notReached(options, flow, error));
  }

  upstream.on('error', failed);
  upstream.on('message', (data) => back.push(data));
  upstream.once('connect', () => {
    state = 'open';
    for (const data of early.splice(0)) send(data);
  });
  // Connected, so that the kernel tells us when nothing listens there.
  upstream.connect(target.port, target.host);

  return {
    there,
    close() {
      state = 'closed';
      there.close();
      back.close();
      return closed(upstream);
    },
  };
}

function family(host: string): 'udp4' | 'udp6' {
  return host.includes(':') ? 'udp6' : 'udp4';
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}

function streamsOnly(): never {
  throw new Error('a datagram has no connection to end');
}
