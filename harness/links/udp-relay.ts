import { createSocket } from 'node:dgram';
import type { Address } from '../model/trace.js';
import { openChain, type Chain } from './chain.js';
import { Gate } from './gate.js';
import { notReached, type Link, type LinkOptions } from './link.js';
import { familyOf, openUdpPort, receiveBufferBytes, type UdpPort } from './udp-port.js';

/** Each flow has a socket. A client that takes a new port for each datagram must not use up ours; its oldest flow makes room. */
const mostFlows = 512;

/**
 * A UDP link: each client address that sends to its port is a flow with a socket of its own towards the
 * target, so that the target can tell clients apart. Answers leave from the link's own port. An answer
 * from another address than the target's does not pass: the client would not take it for an answer.
 */
export async function openUdpRelay(options: LinkOptions): Promise<Link> {
  const { host = '127.0.0.1', port = 0, link, tell } = options;
  const gate = new Gate();
  const flows = new Map<string, Flow>();
  const leaving = new Set<Promise<void>>();
  let count = 0;
  let closing: Promise<void> | undefined;

  const front = await openUdpPort({
    at: { host, port },
    hear(data, { address, port: from }) {
      if (closing === undefined) flowOf({ host: address, port: from }).there.push(data);
    },
    fail: (error) => tell({ type: 'fault', whose: 'host', detail: `link ${link.name}: ${error.message}` }),
  });
  const stranger = await openUdpPort({ at: { host, port: 0 }, hear() {}, fail() {} });
  refuseFromStart(options, front);

  function flowOf(client: Address): Flow {
    const key = `${client.host} ${client.port}`;
    const known = flows.get(key);
    if (known !== undefined) return known;
    const oldest = flows.entries().next().value;
    if (flows.size >= mostFlows && oldest !== undefined) {
      flows.delete(oldest[0]);
      const left = oldest[1].close().finally(() => leaving.delete(left));
      leaving.add(left);
    }
    const flow = openFlow({ front, stranger, gate, client, number: ++count, options });
    flows.set(key, flow);
    return flow;
  }

  async function close(): Promise<void> {
    await Promise.all([
      ...leaving,
      ...[...flows.values()].map((flow) => flow.close()),
      front.close(),
      stranger.close(),
    ]);
  }

  return {
    ...front.address,
    onward: () => undefined,
    turn: (to) => Promise.resolve(gate.turn(to)),
    close: () => (closing ??= close()),
  };
}

/** A port that was never open has no flow in which a damage could act. */
function refuseFromStart({ link, rules, damages, tell }: LinkOptions, front: UdpPort): void {
  const rule = rules.findIndex(
    ({ link: name, from, name: kind, args }) =>
      name === link.name &&
      (from === undefined || from === link.from) &&
      damages[kind]?.refusesFromStart?.(args) === true,
  );
  if (rule < 0) return;
  front.refuse();
  tell({
    type: 'damage',
    link: link.name,
    flow: '0',
    from: link.from,
    unit: 0,
    rule,
    fate: 'ended',
    what: 'the port is closed',
  });
}

interface Flow {
  readonly there: Chain;
  close(): Promise<void>;
}

/** One client: a chain each way, and the socket that speaks for it to the target. */
function openFlow(flow: {
  readonly front: UdpPort;
  /** What it sends comes from neither side's port. */
  readonly stranger: UdpPort;
  readonly gate: Gate;
  readonly client: Address;
  readonly number: number;
  readonly options: LinkOptions;
}): Flow {
  const { front, stranger, gate, client, number, options } = flow;
  const { link, target, tell } = options;
  const upstream = createSocket({ type: familyOf(target.host), recvBufferSize: receiveBufferBytes });
  /** What came before the way to the target stands; it keeps its order. */
  const early: (() => void)[] = [];
  let state: 'connecting' | 'open' | 'refusing' | 'closed' = 'connecting';

  const there = chain('up', {
    take({ data, isFromStranger }) {
      const go = (): void => (isFromStranger ? stranger.send(data, target) : send(data));
      if (state === 'connecting') early.push(go);
      else if (state === 'open') go();
    },
    refuse: () => front.refuse(),
  });
  const back = chain('down', {
    take: ({ data, isFromStranger }) => (isFromStranger ? stranger : front).send(data, client),
    refuse,
  });

  function chain(
    direction: 'up' | 'down',
    receiver: Pick<Parameters<typeof openChain>[0]['receiver'], 'take' | 'refuse'>,
  ): Chain {
    const { rules, damages, seed } = options;
    return openChain({
      rules,
      damages,
      seed,
      tell,
      direction,
      from: direction === 'up' ? link.from : link.to,
      flow: number,
      medium: 'datagram',
      link: link.name,
      gate,
      receiver: { ...receiver, end() {}, cut: streamsOnly, reset: streamsOnly },
    });
  }

  function send(data: Uint8Array): void {
    upstream.send(data, (error) => (error === null ? undefined : failed(error)));
  }

  /** The target hears that nothing listens at the client's port: connected to itself, ours takes nothing from it. */
  function refuse(): void {
    if (state !== 'open') return;
    state = 'refusing';
    upstream.disconnect();
    upstream.connect(upstream.address().port, upstream.address().address);
  }

  function failed(error: Error): void {
    if (state !== 'closed') tell(notReached(options, number, error));
  }

  upstream.on('error', failed);
  upstream.on('message', (data) => {
    if (state === 'open') back.push(data);
  });
  upstream.once('connect', () => {
    state = 'open';
    for (const go of early.splice(0)) go();
  });
  // Connected, so that the kernel tells us when nothing listens there.
  upstream.connect(target.port, target.host);

  return {
    there,
    close() {
      state = 'closed';
      there.close();
      back.close();
      return new Promise((resolve) => upstream.close(() => resolve()));
    },
  };
}

function streamsOnly(): never {
  throw new Error('a datagram has no connection to end');
}
