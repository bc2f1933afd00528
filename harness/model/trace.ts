import type { Transport } from './spec.js';
import type { Bindings } from './value.js';

/** Everything that happened in one run of a check, in order. Verdict and report are pure functions of plan and trace. */
export interface RunTrace {
  readonly check: string;
  readonly run: string;
  /** The sizes that a property chose; the smallest failing ones after shrinking. Empty for other checks. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly events: readonly TraceEvent[];
  /** For a property: how many values were tried, and those that failed first, before shrinking. */
  readonly property?: { readonly tries: number; readonly shrunkFrom?: Readonly<Record<string, number>> };
}

/** Milliseconds since the run began, by a monotonic clock. */
export type TraceEvent = { readonly atMs: number } & Happening;

export type Happening =
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'step-started'; readonly step: string; readonly actor?: string; readonly bindings: Bindings }
  | { readonly type: 'step-ended'; readonly step: string; readonly actor?: string; readonly outcome: StepOutcome }
  | {
      readonly type: 'opened';
      readonly actor: string;
      readonly flow: string;
      readonly over: Transport;
      readonly by: 'peer' | 'program';
      readonly local: Address;
      readonly remote?: Address;
    }
  /** How a TLS handshake ended: `why` where no connection came of it. */
  | { readonly type: 'handshake'; readonly actor: string; readonly why?: string }
  | { readonly type: 'sent'; readonly actor: string; readonly flow: string; readonly data: Uint8Array }
  | {
      readonly type: 'received';
      readonly actor: string;
      readonly flow: string;
      readonly data: Uint8Array;
      readonly source?: Address;
    }
  | {
      readonly type: 'closed';
      readonly actor: string;
      readonly flow: string;
      readonly how: 'fin' | 'writing' | 'reset';
    }
  | { readonly type: 'closed-by-program'; readonly actor: string; readonly flow: string; readonly how: 'fin' | 'reset' }
  /** Something crossed a link, or was meant to. `unit` counts from 1 in its direction and flow. */
  | {
      readonly type: 'relayed';
      readonly link: string;
      readonly flow: string;
      readonly from: string;
      readonly unit: number;
      readonly data: Uint8Array;
    }
  | {
      readonly type: 'damage';
      readonly link: string;
      readonly flow: string;
      readonly from: string;
      readonly unit: number;
      /** The place of the rule in the check's list; absent where a step worked the link's switch. */
      readonly rule?: number;
      readonly fate: Fate;
      /** `delayed 300 ms`. */
      readonly what: string;
    }
  | {
      readonly type: 'started';
      readonly program: string;
      readonly words: readonly string[];
      readonly folder: string;
      /** What the program calls the copy of the submission that it runs in. */
      readonly seenAs: string;
      /** Where it is given a terminal: its size. */
      readonly terminal?: string;
    }
  | {
      readonly type: 'listening';
      readonly program: string;
      readonly over: Transport;
      readonly address: Address;
      readonly asked?: number;
    }
  | {
      readonly type: 'printed';
      readonly program: string;
      readonly stream: 'stdout' | 'stderr';
      readonly data: Uint8Array;
    }
  /** We typed it into the program's standard input: since it asked, since it waited for Enter before its end, or because the script says so. */
  | {
      readonly type: 'typed';
      readonly program: string;
      readonly data: Uint8Array;
      readonly by: 'habit' | 'enter' | 'script';
    }
  | { readonly type: 'input-ended'; readonly program: string }
  /** The script has sent it a signal: an end that follows is not its own doing. */
  | { readonly type: 'signalled'; readonly program: string; readonly signal: string }
  | { readonly type: 'exited'; readonly program: string; readonly code?: number; readonly signal?: string }
  /**
   * What the kernel showed of the program's end of a connection when a step had failed: not accepted yet, or
   * accepted with so many of our bytes unread. `endedChildAgeMs`: who alone holds it has a child that has ended, and
   * that was begun so long ago.
   */
  | {
      readonly type: 'observed-socket';
      readonly actor: string;
      readonly flow: string;
      readonly accepted: boolean;
      readonly unreadBytes: number;
      readonly endedChildAgeMs?: number;
    }
  /** How much processor time a program used of so much time in which nobody spoke to it. */
  | { readonly type: 'observed-cpu'; readonly program: string; readonly cpuMs: number; readonly overMs: number }
  /** What nobody had read when the steps were over. */
  | { readonly type: 'unread'; readonly actor: string; readonly flow: string; readonly data: Uint8Array }
  /** The run took longer than the check's limit: every wait ended there. */
  | { readonly type: 'limit-reached'; readonly afterMs: number }
  /**
   * While the steps were carried out, which failed, the machine had no processor for the programs, or for us, during so
   * much of the time in which they could have used one.
   */
  | { readonly type: 'starved'; readonly who: 'program' | 'harness'; readonly lackedMs: number; readonly ofMs: number }
  /** The kernel threw away so many datagrams that had come for the program, which has read all that it was given. */
  | { readonly type: 'dropped'; readonly program: string; readonly port: number; readonly datagrams: number }
  /** It went over a limit that every program has, and was ended for that. */
  | { readonly type: 'over-limit'; readonly program: string; readonly breach: Breach }
  /** It has ended, or is about to be ended, and what it has begun goes on. */
  | { readonly type: 'left-behind'; readonly program: string; readonly what: LeftBehind }
  /** We are ending it; what follows is not its own doing. */
  | { readonly type: 'stopping'; readonly program: string }
  | { readonly type: 'not-launched'; readonly program: string; readonly reason: NotLaunched }
  /** Something that is not the submission's doing went wrong: the verdict is withheld. */
  | {
      readonly type: 'fault';
      readonly whose: 'harness' | 'host' | 'kernel' | 'machine' | 'spec';
      readonly detail: string;
      readonly stack?: string;
    };

/** A limit that a program went over: seconds of processor time, bytes, or a number. */
export interface Breach {
  readonly limit: 'cpu' | 'memory' | 'tasks' | 'file-size' | 'disk' | 'files' | 'output';
  readonly allowed: number;
}

/** Processes that go on although the program that began them has ended. `processes` are some of them, those with ports first. */
export interface LeftBehind {
  readonly count: number;
  readonly processes: readonly {
    readonly command: string;
    readonly ports: readonly { readonly over: Transport; readonly port: number }[];
  }[];
}

/**
 * What becomes of that which a link damages. `lost`: it does not arrive. `late`: it arrives later, or out of its turn.
 * `changed`: other bytes arrive, or they come from elsewhere. `added`: it arrives, and something more with it.
 * `recut`: its bytes arrive in other pieces. `ended`: the end of the connection (or of the port) behind it is what is damaged or done.
 */
export type Fate = 'lost' | 'late' | 'changed' | 'added' | 'recut' | 'ended';

/** `aftermath`: the steps are over; what comes now is evidence for the explanation, not for the verdict. */
export type Phase = 'launch' | 'steps' | 'aftermath' | 'stop';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export type NotLaunched =
  | { readonly kind: 'no-command'; readonly detail: string }
  | { readonly kind: 'spawn'; readonly errno: string; readonly detail: string }
  /** The plan says why. */
  | { readonly kind: 'not-built' }
  | { readonly kind: 'exited-early' }
  | {
      readonly kind: 'not-listening';
      readonly waitedMs: number;
      /** It waits for something to be typed. */
      readonly asks?: true;
    };

/** How a step ended. Anything but `done` ends the run: the steps behind it are not reached. */
export interface StepOutcome {
  readonly ended:
    | 'done'
    /** What came is not what was expected. */
    | 'mismatch'
    /** Nothing (more) came in time. */
    | 'silence'
    /** The program closed its side (FIN) before the step was satisfied. */
    | 'closed'
    /** The program reset the connection, or died with it open. */
    | 'reset'
    /** Nothing accepted the connection. */
    | 'refused'
    /** There was a connection, but no TLS came of it. */
    | 'no-handshake'
    /** No client ever came to this listening peer. */
    | 'nobody'
    /** The other side stopped taking what we send. */
    | 'stalled'
    /** The program ended where it should have gone on. */
    | 'exited'
    /** It leaves the repetition around it. */
    | 'left'
    /** An expression had no value: a division by zero, a text that is no number. */
    | 'no-value'
    /** A sibling failed, so the step could not be finished: not this actor's fault. */
    | 'abandoned';
  /** The complete messages that the step took from its inbox, in order. */
  readonly messages?: readonly Uint8Array[];
  /** Where each datagram came from, in the order of `messages`. */
  readonly sources?: readonly Address[];
  /** Where nothing accepted the connection, if the spec says an address. */
  readonly address?: string;
  /** Bytes that had arrived and make no whole message. */
  readonly rest?: Uint8Array;
  readonly waitedMs?: number;
  /** Why no TLS came of a connection: `the certificate has expired`. */
  readonly handshake?: string;
  /** How a program ended. */
  readonly exit?: { readonly code?: number; readonly signal?: string };
  /** What a tap counted. */
  readonly counted?: number;
  /** How many bytes of a send were taken. */
  readonly taken?: number;
  /** Why bytes could not be a message of this frame: `a length of 2147483648`. */
  readonly malformed?: string;
  /** The expression that had no value, and why; `told` where that lies with what the program said. */
  readonly noValue?: { readonly expression: string; readonly why: string; readonly told: boolean };
}
