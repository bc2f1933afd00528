import type { Frame } from '../frames/frame.js';
import { framingOf, type Framing } from '../frames/framing.js';
import type { Ends } from '../links/link.js';
import { equalBytes } from '../model/bytes.js';
import { groupMembers } from '../process/group-members.js';
import type { FrameSpec, PeerSpec, Transport } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import type { Deadline, Eventual } from '../model/waiting.js';
import type { Conversation } from '../steps/step-kind.js';
import type { Connection, Ear } from '../transports/transport.js';
import { MachineLacks } from './fault.js';
import { DatagramInbox, StreamInbox } from './inbox.js';
import { pause } from './pause.js';
import type { ProgramEnd } from './program-end.js';
import type { Recorder } from './recorder.js';

export interface ConversationOptions {
  readonly peer: PeerSpec;
  /** The actor's name: the peer's, or that of its copy. */
  readonly as: string;
  readonly flow: string;
  readonly frame: Frame;
  readonly frameSpec: FrameSpec;
  readonly recorder: Recorder;
  /** Looks at the program's end of a connection; undefined where the kernel does not show it. */
  readonly programEnd: ((ours: Ends) => ProgramEnd | undefined) | undefined;
  /** Told when the other side has closed its own. */
  readonly left: () => void;
  /** How many of a group's members the kernel shows as ours. */
  readonly ownMembers: () => number;
}

/** One connection of a peer of ours, or (listening over UDP) all that comes to its port. Everything that passes is recorded. */
export class PeerConversation implements Conversation {
  readonly over: Transport;
  readonly framing: Framing;
  readonly inbox: StreamInbox | DatagramInbox;
  readonly reads: 'always' | 'never';
  lastTaken: Uint8Array | undefined;
  /** True once the script has ended it; the next step of the peer begins a new one. */
  isOver = false;
  private hasClosed = false;
  private connection: Connection | undefined;
  private readonly options: ConversationOptions;
  private readonly bySource = new Map<string, Connection>();
  private readonly answered: { readonly request: Uint8Array; readonly answer: Uint8Array }[] = [];

  constructor(options: ConversationOptions) {
    const { peer, frame, frameSpec } = options;
    this.options = options;
    this.over = peer.over;
    this.reads = peer.reads;
    this.framing = framingOf(frame, frameSpec);
    this.inbox =
      peer.over === 'tcp' ? new StreamInbox(frame, frameSpec.args, peer.ignore) : new DatagramInbox(peer.ignore);
  }

  get remote(): Address {
    return this.connection?.remote ?? { host: '', port: 0 };
  }

  /** What the transport tells; to be handed over when the connection is made. */
  readonly ear: Ear = {
    data: (data, source) => {
      if (!this.options.recorder.hasRoom) return this.connection?.pause();
      this.options.recorder.received(this.options.as, this.options.flow, data, source);
      if (!source) (this.inbox as StreamInbox).arrive(data);
      else if (!this.answerAgain(data, source)) (this.inbox as DatagramInbox).arrive(data, source);
    },
    ended: (how) => {
      this.options.recorder.record({ type: 'closed-by-program', actor: this.options.as, flow: this.options.flow, how });
      (this.inbox as StreamInbox).end(how);
      this.options.left();
    },
  };

  /** The connection through which it speaks from now on. */
  use(connection: Connection, opened: { readonly by: 'peer' | 'program' }): void {
    this.connection = connection;
    if (this.reads === 'never') connection.pause();
    if (this.over === 'udp') this.bySource.set(key(connection.remote), connection);
    this.options.recorder.record({
      type: 'opened',
      actor: this.options.as,
      flow: this.options.flow,
      over: this.over,
      by: opened.by,
      local: connection.local,
      remote: connection.remote,
    });
  }

  send(data: Uint8Array, deadline: Deadline): Eventual<number> {
    const connection = this.connection;
    if (!connection) return 0;
    this.options.recorder.sent(this.options.as, this.options.flow, data);
    return connection.write(data, deadline);
  }

  async wasRead(deadline: Deadline): Promise<boolean> {
    if (!this.options.programEnd) {
      // What cannot be observed is waited for, shortly; the report says so.
      await new Promise((resolve) => setTimeout(resolve, UNSEEN_READ_MS));
      return true;
    }
    let looksInVain = 0;
    while (!deadline.isReached && this.inbox.ended !== 'reset') {
      // A program that answers has read. To look at once would be too soon, and looking is not cheap.
      await pause(1, deadline, this.inbox);
      const other = this.observe();
      // While connections come and go the kernel may pass over one in its table: what is gone is gone the next time, too.
      looksInVain = other ? 0 : looksInVain + 1;
      if (other ? other.accepted && other.unreadBytes === 0 : looksInVain > 1) return true;
    }
    return false;
  }

  /** What the kernel shows of the program's end; undefined where it is gone or cannot be seen. */
  private observe(): ProgramEnd | undefined {
    return this.connection && this.over === 'tcp' ? this.options.programEnd?.(this.connection) : undefined;
  }

  async othersJoined(count: number, deadline: Deadline): Promise<number> {
    for (;;) {
      const found = groupMembers(this.remote.host);
      if (found === undefined) throw new MachineLacks('this system does not show who has joined a group');
      const others = found - this.options.ownMembers();
      if (others >= count || deadline.isReached) return others;
      await pause(MEMBERS_LOOK_MS, deadline);
    }
  }

  /** Writes down what the kernel shows of the program's end, and of who holds it. */
  recordObserved(childOfHolder: (inode: string) => number | undefined): void {
    const seen = this.observe();
    if (!seen) return;
    const { accepted, unreadBytes, inode } = seen;
    const endedChildAgeMs = inode === undefined ? undefined : childOfHolder(inode);
    this.options.recorder.record({
      type: 'observed-socket',
      actor: this.options.as,
      flow: this.options.flow,
      accepted,
      unreadBytes,
      ...(endedChildAgeMs !== undefined && { endedChildAgeMs }),
    });
  }

  remember(request: Uint8Array, answer: Uint8Array): void {
    if (this.options.peer.answersAgain) this.answered.push({ request, answer });
  }

  async close(how: 'fin' | 'writing' | 'reset'): Promise<void> {
    if (how !== 'writing') this.isOver = true;
    this.hasClosed = true;
    this.options.recorder.record({ type: 'closed', actor: this.options.as, flow: this.options.flow, how });
    this.connection?.close(how);
    if (this.over === 'udp') await this.connection?.destroy();
  }

  /** Closes our side where the other side has closed its own politely. */
  answerGoodbye(): void {
    if (this.inbox.ended === 'fin' && !this.hasClosed) void this.close('writing');
  }

  async destroy(): Promise<void> {
    await this.connection?.destroy();
  }

  private answerAgain(data: Uint8Array, source: Address): boolean {
    this.connection = this.bySource.get(key(source)) ?? this.connection;
    const known = this.answered.find((pair) => equalBytes(pair.request, data));
    if (!known || !this.connection) return false;
    this.options.recorder.sent(this.options.as, this.options.flow, known.answer);
    void this.connection.write(known.answer);
    return true;
  }
}

const UNSEEN_READ_MS = 30;

/** The kernel tells nobody when somebody joins. */
const MEMBERS_LOOK_MS = 20;

function key(address: Address): string {
  return `${address.host} ${address.port}`;
}
