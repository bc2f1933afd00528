import type { DamageSyntax, Medium } from '../model/language.js';
import type { Fate } from '../model/trace.js';

/** A datagram, or what one read of a stream brought. */
export interface Chunk {
  readonly data: Uint8Array;
  /** Counts from 1 in its direction, for each client (under `matching`, among those that match): its 2nd datagram. */
  readonly unit: number;
  /** It arrives from another port than its sender's (datagrams only). */
  readonly isFromStranger?: true;
}

/**
 * One kind of damage. A damage stands in a chain between a sender and a receiver: chunks are pushed
 * into it and it emits what goes on. It may hold, change, multiply or swallow them.
 */
export interface Damage<Args = unknown> extends DamageSyntax {
  read(words: Parameters<DamageSyntax['read']>[0]): Args;
  describe(args: Args): string;
  isByChance?(args: Args): boolean;
  /** True where the link's port is closed before anything has come, so that no flow ever begins (datagrams only). */
  refusesFromStart?(args: Args): boolean;
  /** Called once for each direction of each client. */
  open(args: Args, lane: Lane): DamagedLane;
}

export interface DamagedLane {
  push(chunk: Chunk): void;
  /** The sender has closed its side (streams only). Whatever is held must go on first; then `lane.end()`. */
  end(): void;
}

/** What a damage may do, and all that it may know: one direction of one flow. */
export interface Lane {
  readonly medium: Medium;
  /** `up`: from the side that connects to the side that is connected to. */
  readonly direction: 'up' | 'down';
  /** Since the lane was opened, to the microsecond: for damages that must not let the lateness of timers add up. */
  nowMs(): number;
  emit(chunk: Chunk): void;
  /** Passes the end of the stream on. */
  end(): void;
  /** In [0, 1), by hash of seed, link, direction, flow, rule, unit and salt: the same at every run with this seed. */
  chance(unit: number, salt?: string): number;
  /** Runs once after so long, unless the link is closed before. The order of equal delays is kept. */
  after(delayMs: number, action: () => void): void;
  /** Like `after`, and not before the receiver has read all that it was sent, where that can be seen (streams only). */
  afterRead(delayMs: number, action: () => void): void;
  /** Writes into the decision log: `dropped`, `delayed 300 ms`. Every act of a damage is told. */
  decide(unit: number, fate: Fate, what: string): void;
  /** Closes the port that the sender speaks to: from here on the kernel answers that nothing listens (datagrams only). */
  refuse(): void;
  /** Resets the connection in both directions (streams only). */
  reset(): void;
  /** Closes the connection towards the receiver, politely, and lets nothing more through (streams only). */
  cut(): void;
}
