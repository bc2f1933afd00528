import { createSocket } from 'node:dgram';
import type { Address } from '../model/trace.js';
import { notReached, type LinkOptions } from './link.js';
import { familyOf, receiveBufferBytes } from './udp-port.js';

/** The ways of a flow through the damages of its link. */
export interface UdpWays {
  readonly number: number;
  readonly there: (data: Uint8Array) => void;
  readonly back: (data: Uint8Array) => void;
  readonly closed: () => void;
}

/** One port of a client, and the socket that speaks for it to the target. */
export class UdpFlow {
  readonly client: Address;
  private readonly options: LinkOptions;
  private readonly ways: UdpWays;
  private readonly upstream;
  /** What came before the way to the target stands; it keeps its order. */
  private readonly early: (() => void)[] = [];
  private state: 'connecting' | 'open' | 'refusing' | 'closed' = 'connecting';

  constructor(client: Address, options: LinkOptions, ways: UdpWays) {
    this.client = client;
    this.options = options;
    this.ways = ways;
    const { target } = options;
    this.upstream = createSocket({ type: familyOf(target.host), recvBufferSize: receiveBufferBytes });
    this.upstream.on('error', (error) => this.failed(error));
    this.upstream.on('message', (data) => {
      if (this.state === 'open') ways.back(data);
    });
    this.upstream.once('connect', () => {
      this.state = 'open';
      for (const go of this.early.splice(0)) go();
    });
    // Connected, so that the kernel tells us when nothing listens there.
    this.upstream.connect(target.port, target.host);
  }

  /** The client has sent something. */
  hear(data: Uint8Array): void {
    this.ways.there(data);
  }

  /** Sends to the target what has come through. */
  send(data: Uint8Array): void {
    this.whenOpen(() =>
      this.upstream.send(data, (error) => {
        if (error !== null) this.failed(error);
      }),
    );
  }

  whenOpen(go: () => void): void {
    if (this.state === 'connecting') this.early.push(go);
    else if (this.state === 'open') go();
  }

  /** The target hears that nothing listens at the client's port: connected to itself, ours takes nothing from it. */
  refuse(): void {
    if (this.state !== 'open') return;
    this.state = 'refusing';
    this.upstream.disconnect();
    const { port, address } = this.upstream.address();
    this.upstream.connect(port, address);
  }

  close(): Promise<void> {
    this.state = 'closed';
    this.ways.closed();
    return new Promise((resolve) => this.upstream.close(() => resolve()));
  }

  private failed(error: Error): void {
    if (this.state !== 'closed') this.options.tell(notReached(this.options, this.ways.number, error));
  }
}
