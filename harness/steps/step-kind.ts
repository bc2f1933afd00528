import type { Framing } from '../frames/framing.js';
import type { Sight } from '../value/evaluate.js';
import type { StepSyntax } from '../model/language.js';
import type { LinkTurn } from '../model/link-event.js';
import type { Step, Transport } from '../model/spec.js';
import type { Address, StepOutcome, TraceEvent } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import type { Comparison } from '../model/verdict.js';
import type { Changing, Deadline, Eventual } from '../model/waiting.js';

/** A step of the language: its syntax, what it does, and how its outcome is judged. */
export interface StepKind<Args = unknown> extends StepSyntax {
  read(words: Parameters<StepSyntax['read']>[0]): Args;
  connection(args: Args): ReturnType<StepSyntax['connection']>;
  describe(args: Args): string;
  /** While it is under way, the next verb of the same map begins: else two full buffers would wait for each other. */
  readonly overlaps?: true;
  program?(args: Args): ReturnType<NonNullable<StepSyntax['program']>>;
  inner?(args: Args): readonly Step[];
  gives?(args: Args): ReturnType<NonNullable<StepSyntax['gives']>>;
  assigns?(args: Args): ReturnType<NonNullable<StepSyntax['assigns']>>;
  ways?(args: Args): readonly (readonly Step[])[];
  lasts?(args: Args): ReturnType<NonNullable<StepSyntax['lasts']>>;
  rounds?(args: Args): ReturnType<NonNullable<StepSyntax['rounds']>>;
  cuts?(args: Args): ReturnType<NonNullable<StepSyntax['cuts']>>;
  decides?(args: Args): boolean;
  names?(args: Args): readonly string[];
  run(args: Args, context: StepContext): Eventual<StepOutcome>;
  /** What it waits for, to be looked at without taking anything; there where `decides` may be true. */
  glance?(args: Args, context: StepContext): Eventual<Looker | StepOutcome>;
  /** What the outcome proves against the program; undefined where it proves nothing. Pure. */
  judge(args: Args, outcome: StepOutcome, evidence: JudgeContext): FindingDraft | undefined;
  /** The bytes it looked for, where they are known exactly, and all that came for it: what diagnoses look at. */
  compared?(args: Args, outcome: StepOutcome, evidence: JudgeContext): Compared;
}

export interface Compared {
  readonly expected?: Uint8Array;
  readonly actual: Uint8Array;
  /** What came last is what it waited for, but no message: its end has not come. */
  readonly lacksEnd?: true;
}

/** Looks at what a step waits for, and takes nothing. */
export interface Looker {
  /** `met`: the step would be done at once. Else how it would end, were it given up now; for good where nothing can change that. */
  look(): 'met' | { readonly outcome: StepOutcome; readonly isFinal: boolean };
  /** Tells when it is worth to look again; nothing, where that will not change. */
  readonly changing: Changing | undefined;
}

export interface Glance extends Looker {
  readonly withinMs: number;
}

/** What a step may use while it runs. */
export interface StepContext {
  readonly step: Step;
  readonly sight: Sight;
  readonly withinMs: number;
  /** The conversation of this step's peer, opened where it is not yet; or why there is none. It waits as long as the step, or so long. */
  conversation(withinMs?: number): Eventual<Conversation | StepOutcome>;
  /** Opens a new connection for this step's peer. */
  connect(): Promise<Conversation | StepOutcome>;
  program(): ProgramHandle;
  /** Launches a program of the submission; `target` says what it is told to talk to, where that is not the obvious peer. */
  launch(program: string, target: LaunchTarget): Promise<StepOutcome>;
  /** What programs have closed on their side of the connections to our listening peers. */
  readonly goodbyes: Goodbyes;
  link(): LinkTap;
  /** Runs inner steps in order with more variables in sight; ends with the first that is not done. */
  runSteps(
    steps: readonly Step[],
    inner: {
      readonly bindings: Bindings;
      readonly acting?: { readonly peer: string; readonly as: string };
      readonly path?: string;
    },
  ): Promise<StepOutcome>;
  /** Looks at what another step waits for. */
  glance(step: Step): Promise<Glance>;
  /** The variables as they are now, behind what inner steps have kept. */
  bindings(): Bindings;
  /** Waits until all members of the surrounding `parallel` are here; false when one of them failed. */
  meet(name: string): Eventual<boolean>;
  /** Runs members side by side; a failing one breaks the barriers that others wait at. */
  together(members: readonly ((member: StepContext) => Promise<StepOutcome>)[]): Promise<StepOutcome>;
  /** Keeps values under names, for the steps behind this one. */
  keep(values: Bindings): void;
  deadline(ms: number): Deadline;
}

/** Changes when a program closes its side of a connection. */
export interface Goodbyes extends Changing {
  /** Closes our side of what clients have closed on theirs, as a server does. */
  answer(): void;
}

export interface LaunchTarget {
  /** The peer or program whose port it is given; `unused`: a port where nobody listens. */
  readonly port?: string;
  readonly host?: string;
}

/** One connection (or one UDP counterpart) and what has arrived on it. */
export interface Conversation {
  readonly over: Transport;
  /** The address of the other side. */
  readonly remote: Address;
  readonly framing: Framing;
  readonly inbox: Inbox;
  readonly reads: 'always' | 'never';
  /** Sends bytes as they are; how many the kernel took before the deadline. */
  send(data: Uint8Array, deadline: Deadline): Eventual<number>;
  /** Resolves true once the program has read all that we sent; false at the deadline. */
  wasRead(deadline: Deadline): Promise<boolean>;
  /**
   * How many others have joined its multicast group, as the kernel shows it: as soon as they are so many, or else at
   * the deadline.
   */
  othersJoined(count: number, deadline: Deadline): Promise<number>;
  /** The last message that an expect took: what an answer answers. */
  lastTaken: Uint8Array | undefined;
  /** Remembers what a request was answered with, for peers that answer again. */
  remember(request: Uint8Array, answer: Uint8Array): void;
  close(how: 'fin' | 'writing' | 'reset'): Promise<void>;
}

/** Changes with each arrival, and at the end. */
export interface Inbox extends Changing {
  /** The next whole message, left where it is. */
  peek():
    | { readonly message: Uint8Array; readonly consumed: number; readonly source?: Address }
    | { readonly malformed: string }
    | undefined;
  /** All bytes that have arrived and were not taken (of the next datagram, over UDP). */
  unread(): Uint8Array;
  /** How many these are. */
  readonly unreadBytes: number;
  take(bytes: number): void;
  /** Counts all that ever arrived, so that progress can be told from silence. */
  readonly arrivedBytes: number;
  /** How the other side ended the conversation. */
  readonly ended: 'fin' | 'reset' | undefined;
}

/** Changes when it writes something, and when it ends. */
export interface ProgramHandle extends Changing {
  readonly name: string;
  /** How it ended by itself; undefined while it runs. */
  readonly exit: { readonly code?: number; readonly signal?: string } | undefined;
  /** Where its port is from: from its command or environment, from what was typed, or it is its own choice. */
  readonly portFrom: 'command' | 'keyboard' | 'itself';
  /** All that it has written since the script typed into it last; from its start, where it never did. */
  printed(stream: 'stdout' | 'either'): Uint8Array;
  /** What is in a file of its folder; undefined where there is none. */
  file(path: string): Promise<Uint8Array | undefined>;
  /** Resolves once the script may type: all that it asks before that is answered; at the deadline in any case. */
  scriptsTurn(deadline: Deadline): Eventual<unknown>;
  /** Types at its keyboard. */
  type(bytes: Uint8Array): void;
  /** Ends its standard input. */
  endInput(): void;
  /** Presses Enter where a client waits for that before it ends. Resolves when there is nothing left to help with; at the deadline in any case. */
  letEnd(deadline: Deadline): Promise<void>;
  /** Resolves once it sleeps, and goes on sleeping, or has ended; at the deadline in any case. */
  comesToRest(deadline: Deadline): Promise<unknown>;
  /** Sends a signal to it and to all that it has begun. */
  signal(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  /** All of it sleeps, or it has ended. */
  isAtRest(): boolean;
}

/** A link: what has crossed it, and its switch. Changes when something more crosses. */
export interface LinkTap extends Changing {
  readonly over: Transport;
  readonly crossed: readonly { readonly from: string; readonly flow: string; readonly data: Uint8Array }[];
  /** Works its switch; resolves when that is felt. */
  turn(to: LinkTurn): Promise<void>;
}

/** What a verdict may look at when it judges a step. */
export interface JudgeContext {
  readonly sight: Sight;
  /** The other side in words: `the server`. */
  readonly program: string;
  readonly framing: Framing | undefined;
  readonly over: Transport | undefined;
  /** The address the program was reached at, for answers that come from elsewhere. */
  readonly reachedAt: Address | undefined;
  /** All events of the run up to the end of this step: a list made for each call, of which a run may have a hundred thousand. */
  events(): readonly TraceEvent[];
  readonly step: Step;
  /** The links that end at the step's actor. */
  links(): readonly string[];
}

export interface FindingDraft {
  readonly code: string;
  readonly summary: string;
  readonly comparison?: Comparison;
}

export const done: StepOutcome = { ended: 'done' };
