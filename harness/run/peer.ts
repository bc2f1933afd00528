import type { Frame } from '../frames/frame.js';
import { groupAddress, type GroupKind } from '../model/group.js';
import type { FrameSpec, PeerSpec } from '../model/spec.js';
import type { Address, StepOutcome } from '../model/trace.js';
import { andThen, anyOf, waitUntil, type Deadline, type Eventual } from '../model/waiting.js';
import type { Connection, Ear, Listener, Transport } from '../transports/transport.js';
import type { Arrivals } from './arrivals.js';
import { Changes } from './changes.js';
import type { Comers } from './comers.js';
import { MachineLacks } from './fault.js';
import { groupMembers } from '../process/group-members.js';
import { freePort } from '../process/ports.js';
import { reachableAddress } from '../process/listening.js';
import { PeerConversation, type ConversationOptions } from './conversation.js';
import type { Recorder } from './recorder.js';

export interface PeerOptions {
  readonly spec: PeerSpec;
  readonly as: string;
  readonly frame: Frame;
  readonly frameSpec: FrameSpec;
  readonly transport: Transport;
  readonly recorder: Recorder;
  readonly programEnd: ConversationOptions['programEnd'];
  /** Where it listens; it is told to others as an address of the loopback all the same. */
  readonly listenHost: string;
  /** Where a connecting peer connects to; undefined while its program does not listen. */
  readonly target: () => Address | undefined;
  /** Where to try once more when it was refused there; undefined where there is no other way. */
  readonly otherTarget?: () => Promise<Address | undefined>;
  readonly comers: Comers;
  /** The order in which all clients of the run come. */
  readonly arrivals: Arrivals;
}

/** So the system says that this machine has no such address: it was set up without IPv6. */
const MISSING_ADDRESS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETUNREACH']);

/** One peer (or one copy of it) in one run: opens or accepts conversations, one after another. */
export class PeerInRun {
  readonly conversations: PeerConversation[] = [];
  private readonly options: PeerOptions;
  /** Changes when a program has closed its side of a connection. */
  readonly goodbyes = new Changes();
  private readonly accepted = new Changes();
  private listener: Listener | undefined;
  private current = -1;
  private ownMembers = 0;
  /** Why those who connected came to no TLS connection, and behind how many that did; as long as no step was told. */
  private readonly failedHandshakes: { readonly why: string; readonly behind: number }[] = [];
  /** A connection is being opened: steps that overlap share it, and how it ends. */
  private opening: Promise<PeerConversation | StepOutcome> | undefined;

  constructor(options: PeerOptions) {
    this.options = options;
  }

  get address(): Address | undefined {
    return this.listener && reachableAddress(this.listener.address);
  }

  /** Begins to listen, at any free port or at the one that a program insists on, so that a program can be told the port. */
  async listen(port = 0, host = this.options.listenHost): Promise<Address> {
    const { role } = this.options.spec;
    if (role.kind === 'join') return this.join(role.group);
    this.listener = await this.options.transport.listen(
      { host, port },
      (connection) => this.accept(connection),
      (why) => {
        this.failedHandshakes.push({ why, behind: this.conversations.length });
        this.options.recorder.record({ type: 'handshake', actor: this.options.as, why });
        this.accepted.tell();
      },
    );
    return reachableAddress(this.listener.address);
  }

  /** Becomes a member of a group, which speaks and hears from now on. */
  private async join(kind: GroupKind): Promise<Address> {
    const port = await freePort();
    const host = groupAddress(kind, port);
    try {
      this.listener = await this.options.transport.listen({ host, port }, (connection) => this.accept(connection));
    } catch (error) {
      throw new MachineLacks(`${kind} on the loopback does not work here: ${(error as Error).message}`);
    }
    this.ownMembers = groupMembers(host) ?? 0;
    return this.listener.address;
  }

  private accept(connection: Connection): Ear {
    // Over UDP all clients speak into one inbox, each datagram with its source; a client may change its port.
    const shared = this.options.spec.over === 'udp' ? this.conversations[0] : undefined;
    const conversation = shared ?? this.begin();
    conversation.use(connection, { by: 'program' });
    if (this.options.spec.tls) this.options.recorder.record({ type: 'handshake', actor: this.options.as });
    this.accepted.tell();
    return conversation.ear;
  }

  /** Resolves once a client is here that no step has spoken with, or has tried to be, however long that takes. */
  async clientCame(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const isHere = this.current + 1 < this.conversations.length || this.failedHandshakes.length > 0;
        if (!isHere && !signal.aborted) return;
        this.accepted.unwatch(look);
        resolve();
      };
      this.accepted.watch(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  /** The conversation under way, where the next step has nothing to wait for. */
  get underWay(): PeerConversation | undefined {
    const here = this.opening ? undefined : this.conversations[this.current];
    return here?.isOver === false ? here : undefined;
  }

  /** The conversation of the next step: the one under way, or a new one. */
  conversation(deadline: Deadline, waitedMs: number): Eventual<PeerConversation | StepOutcome> {
    // Whoever waits longer than the one that it waits with goes on alone.
    if (this.opening)
      return this.opening.then((found) =>
        'ended' in found && found.ended === 'nobody' && !deadline.isReached
          ? this.conversation(deadline, waitedMs)
          : found,
      );
    if (this.underWay) return this.underWay;
    if (this.options.spec.role.kind === 'connect') return this.connect(deadline);
    const { comers } = this.options;
    const came = (): PeerConversation | StepOutcome | undefined => this.nextFailedHandshake() ?? this.nextAccepted();
    const seen = waitUntil<PeerConversation | StepOutcome | 'nobody is left'>(
      () => came() ?? (comers.areGone() ? 'nobody is left' : undefined),
      anyOf([this.accepted, ...comers.all()]),
      deadline,
      () => ({ ended: 'nobody', waitedMs }),
    );
    const conversation: Eventual<PeerConversation | StepOutcome> = andThen(seen, (found) =>
      found === 'nobody is left'
        ? waitUntil(came, this.accepted, comers.lastMoment(), () => ({ ended: 'nobody' }))
        : found,
    );
    return conversation instanceof Promise ? this.beginWith(conversation) : conversation;
  }

  /** Steps that begin side by side, as the two of `{ send, expect }`, speak in one conversation. */
  private beginWith(conversation: Promise<PeerConversation | StepOutcome>): Promise<PeerConversation | StepOutcome> {
    this.opening = conversation.finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  private nextAccepted(): PeerConversation | undefined {
    const next = this.conversations[this.current + 1];
    if (next) this.current++;
    return next;
  }

  private nextFailedHandshake(): StepOutcome | undefined {
    const [next] = this.failedHandshakes;
    // Whoever came first is told of first.
    if (!next || next.behind > this.current + 1) return undefined;
    this.failedHandshakes.shift();
    return { ended: 'no-handshake', handshake: next.why };
  }

  connect(deadline: Deadline): Promise<PeerConversation | StepOutcome> {
    return this.beginWith(this.open(deadline));
  }

  private async open(deadline: Deadline): Promise<PeerConversation | StepOutcome> {
    const listening = this.options.target();
    if (!listening) return { ended: 'refused' };
    const { address } = this.options.spec;
    // Only its address: it may be a link, and what is written down has to be plain data.
    let target: Address = { host: address ?? listening.host, port: listening.port };
    if (this.options.spec.over === 'tcp') await this.options.arrivals.enter(target.port);
    const conversation = this.begin();
    this.current = this.conversations.length - 1;
    let connection = await this.options.transport.connect(target, conversation.ear, deadline);
    if ('refused' in connection && address === undefined) {
      const other = await this.options.otherTarget?.();
      if (other) {
        target = other;
        connection = await this.options.transport.connect(target, conversation.ear, deadline);
      }
    }
    if ('refused' in connection) {
      conversation.isOver = true;
      if (MISSING_ADDRESS.has(connection.refused)) throw new MachineLacks(sayMissing(target.host));
      return { ended: 'refused', ...(address !== undefined && { address }) };
    }
    if ('handshake' in connection) {
      conversation.isOver = true;
      this.options.recorder.record({ type: 'handshake', actor: this.options.as, why: connection.handshake });
      return { ended: 'no-handshake', handshake: connection.handshake };
    }
    conversation.use(connection, { by: 'peer' });
    if (this.options.spec.tls) this.options.recorder.record({ type: 'handshake', actor: this.options.as });
    return conversation;
  }

  private begin(): PeerConversation {
    const { spec, as, frame, frameSpec, recorder, programEnd } = this.options;
    const number = this.conversations.length + 1;
    const conversation = new PeerConversation({
      peer: spec,
      as,
      flow: number === 1 ? as : `${as}#${number}`,
      frame,
      frameSpec,
      recorder,
      programEnd,
      left: () => this.goodbyes.tell(),
      ownMembers: () => this.ownMembers,
    });
    this.conversations.push(conversation);
    return conversation;
  }

  /** As a server does: many a client ends only when our side of the connection is closed, too. */
  answerGoodbyes(): void {
    if (this.options.spec.role.kind === 'connect') return;
    for (const conversation of this.conversations) conversation.answerGoodbye();
  }

  async close(): Promise<void> {
    await Promise.all(this.conversations.map((conversation) => conversation.destroy()));
    await this.listener?.close();
  }
}

function sayMissing(address: string): string {
  return `this machine has no address ${address}${address.includes(':') ? ': IPv6 is switched off' : ''}`;
}
