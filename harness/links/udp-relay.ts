import type { Address } from '../model/trace.js';
import { openChain, type Chain, type Receiver } from './chain.js';
import { Gate } from './gate.js';
import type { Link, LinkOptions } from './link.js';
import { UdpFlow } from './udp-flow.js';
import { openUdpPort, type UdpPort } from './udp-port.js';

/** Each flow has a socket. A client that takes a new port for each datagram must not use up ours; its oldest flow makes room. */
const mostFlows = 512;

/**
 * A UDP link: each client address that sends to its port is a flow with a socket of its own towards the
 * target, so that the target can tell clients apart. Answers leave from the link's own port. An answer
 * from another address than the target's does not pass: the client would not take it for an answer.
 *
 * Damage counts in each flow by itself. Where all comes from one client it counts in all of them together: that client
 * may take a new port for each question, and the second of them is the second all the same.
 */
export async function openUdpRelay(options: LinkOptions): Promise<Link> {
  const { host = '127.0.0.1', port = 0, link, tell } = options;
  const flows = new Map<string, UdpFlow>();
  const leaving = new Set<Promise<void>>();
  let count = 0;
  let closing: Promise<void> | undefined;

  const front = await openUdpPort({
    at: { host, port },
    hear(data, { address, port: from }) {
      if (closing === undefined) flowOf({ host: address, port: from }).hear(data);
    },
    fail: (error) => tell({ type: 'fault', whose: 'host', detail: `link ${link.name}: ${error.message}` }),
  });
  const stranger = await openUdpPort({ at: { host, port: 0 }, hear() {}, fail() {} });
  refuseFromStart(options, front);
  const middle: Middle = { front, stranger, gate: new Gate(), options };
  const ofAll = options.isOneClient === true ? new Lanes(middle, 1) : undefined;

  function flowOf(client: Address): UdpFlow {
    const key = `${client.host} ${client.port}`;
    const known = flows.get(key);
    if (known !== undefined) return known;
    const oldest = flows.entries().next().value;
    if (flows.size >= mostFlows && oldest !== undefined) {
      flows.delete(oldest[0]);
      const left = oldest[1].close().finally(() => leaving.delete(left));
      leaving.add(left);
    }
    const number = ++count;
    const flow = (ofAll ?? new Lanes(middle, number)).open(client, number);
    flows.set(key, flow);
    return flow;
  }

  async function close(): Promise<void> {
    ofAll?.close();
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
    turn: (to) => Promise.resolve(middle.gate.turn(to)),
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

/** What all flows of a link share. */
interface Middle {
  readonly front: UdpPort;
  /** What it sends comes from neither side's port. */
  readonly stranger: UdpPort;
  readonly gate: Gate;
  readonly options: LinkOptions;
}

/** A chain each way, for one flow or for all of one client. */
class Lanes {
  private readonly middle: Middle;
  private readonly number: number;
  private readonly there: Chain;
  private readonly back: Chain;
  private readonly flows = new Map<number, UdpFlow>();

  constructor(middle: Middle, number: number) {
    const { front, stranger, options } = middle;
    this.middle = middle;
    this.number = number;
    this.there = this.chain('up', {
      take: ({ data, isFromStranger }, flow) =>
        isFromStranger
          ? this.flows.get(flow)?.whenOpen(() => stranger.send(data, options.target))
          : this.flows.get(flow)?.send(data),
      refuse: () => front.refuse(),
    });
    this.back = this.chain('down', {
      take: ({ data, isFromStranger }, flow) => {
        const client = this.flows.get(flow)?.client;
        if (client) (isFromStranger ? stranger : front).send(data, client);
      },
      refuse: () => {
        for (const flow of this.flows.values()) flow.refuse();
      },
    });
  }

  /** Begins a flow, which is closed with these chains where they are only its own. */
  open(client: Address, number: number): UdpFlow {
    const flow = new UdpFlow(client, this.middle.options, {
      number,
      there: (data) => this.there.push(data, number),
      back: (data) => this.back.push(data, number),
      closed: () => {
        this.flows.delete(number);
        if (this.middle.options.isOneClient !== true) this.close();
      },
    });
    this.flows.set(number, flow);
    return flow;
  }

  close(): void {
    this.there.close();
    this.back.close();
  }

  private chain(direction: 'up' | 'down', receiver: Pick<Receiver, 'take' | 'refuse'>): Chain {
    const { gate, options } = this.middle;
    const { link, rules, damages, seed, tell } = options;
    return openChain({
      rules,
      damages,
      seed,
      tell,
      direction,
      from: direction === 'up' ? link.from : link.to,
      flow: this.number,
      medium: 'datagram',
      link: link.name,
      gate,
      receiver: { ...receiver, end() {}, cut: streamsOnly, reset: streamsOnly },
    });
  }
}

function streamsOnly(): never {
  throw new Error('a datagram has no connection to end');
}
