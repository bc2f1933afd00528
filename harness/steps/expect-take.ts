import { equalBytes } from '../model/bytes.js';
import type { Expectation, Predicate } from '../model/matcher.js';
import type { Address, StepOutcome } from '../model/trace.js';
import type { Deadline, Eventual } from '../model/waiting.js';
import { evaluate, sizeOf, type Sight } from '../value/evaluate.js';
import { isExcluded, meets, metUpTo } from '../match/meets.js';
import { findPattern } from '../match/pattern.js';
import type { Conversation, Looker, StepContext } from './step-kind.js';
import { settle, waitForInbox } from './wait.js';

/** How long a wrong answer is given to finish, so that the report shows all of it. */
const SETTLE_MS = 150;

/** Of the messages that `eventually` passes over, so many are kept as evidence. */
const PASSED_OVER_KEPT = 50;

/** Takes from the inbox what the expectation speaks of; the outcome says what came and how it ended. */
export function takeExpected(
  { expectation, fromAsked }: { readonly expectation: Expectation; readonly fromAsked: boolean },
  conversation: Conversation,
  context: StepContext,
  deadline: Deadline,
): Eventual<StepOutcome> {
  const taker = new Taker(conversation, context, deadline, fromAsked);
  const streaming = conversation.framing.name === 'raw' && conversation.over === 'tcp';
  switch (expectation.kind) {
    case 'next':
      return streaming || expectation.raw
        ? taker.bytesThatMeet(expectation.predicates)
        : taker.nextMessage(expectation.predicates);
    case 'eventually':
      return streaming ? taker.bytesThatMeet(expectation.predicates) : taker.eventually(expectation.predicates);
    case 'any':
      return taker.messages(sizeOf(expectation.count, context.sight.bindings));
    case 'any-bytes':
      return taker.anyBytes(sizeOf(expectation.count, context.sight.bindings));
    case 'collect':
      return taker.collect(sizeOf(expectation.count, context.sight.bindings), expectation.pattern);
    case 'unordered':
      return taker.unordered(expectation.values.map((value) => evaluate(value, context.sight)));
  }
}

type Taken = { readonly message: Uint8Array; readonly source?: Address } | StepOutcome;

class Taker {
  private readonly conversation: Conversation;
  private readonly sight: Sight;
  private readonly context: StepContext;
  private readonly deadline: Deadline;
  private readonly fromAsked: boolean;
  private messagesTaken: Uint8Array[] | undefined;
  private sources: Address[] | undefined;

  constructor(conversation: Conversation, context: StepContext, deadline: Deadline, fromAsked: boolean) {
    this.fromAsked = fromAsked;
    this.conversation = conversation;
    this.context = context;
    this.sight = context.sight;
    this.deadline = deadline;
  }

  nextMessage(predicates: readonly Predicate[]): Eventual<StepOutcome> {
    return this.wait<StepOutcome>(() => {
      const taken = this.takeMessage();
      if (taken === undefined || 'ended' in taken) return taken;
      return meets(predicates, taken.message, this.sight) && this.cameFromTheRightPlace(taken)
        ? this.outcome('done')
        : this.mismatch();
    });
  }

  async messages(count: number): Promise<StepOutcome> {
    for (let n = 0; n < count; n++) {
      const taken = await this.anyMessage();
      if ('ended' in taken) return taken;
    }
    return this.outcome('done');
  }

  async eventually(predicates: readonly Predicate[]): Promise<StepOutcome> {
    for (;;) {
      const taken = await this.anyMessage();
      if ('ended' in taken) return taken;
      if (meets(predicates, taken.message, this.sight)) return this.outcome('done');
      this.forgetSome();
    }
  }

  async collect(count: number, pattern: string | undefined): Promise<StepOutcome> {
    while ((this.messagesTaken?.length ?? 0) < count) {
      const taken = await this.anyMessage();
      if ('ended' in taken) return taken;
      if (pattern !== undefined && findPattern(pattern, taken.message) === undefined) this.messagesTaken?.pop();
    }
    return this.outcome('done');
  }

  async unordered(wanted: readonly Uint8Array[]): Promise<StepOutcome> {
    const open = [...wanted];
    while (open.length > 0) {
      const taken = await this.anyMessage();
      if ('ended' in taken) return taken;
      const at = open.findIndex((candidate) => equalBytes(candidate, taken.message));
      if (at < 0 || !this.cameFromTheRightPlace(taken)) return this.mismatch();
      open.splice(at, 1);
    }
    return this.outcome('done');
  }

  anyBytes(count: number): Eventual<StepOutcome> {
    return this.wait<StepOutcome>(() => this.takeBytes(count));
  }

  /** On a stream without messages: bytes are read until the predicates are met, or cannot be any more. */
  bytesThatMeet(predicates: readonly Predicate[]): Eventual<StepOutcome> {
    const exact = exactBytes(predicates, this.sight);
    if (exact) return this.wait<StepOutcome>(() => this.takeExactly(exact));
    const { inbox } = this.conversation;
    const look = (): StepOutcome | undefined => {
      const count = metUpTo(predicates, inbox.unread(), this.sight);
      return this.takeBytes(count ?? Number.POSITIVE_INFINITY);
    };
    let enough = 0;
    return waitForInbox(
      inbox,
      () => {
        if (inbox.unreadBytes < enough && inbox.ended === undefined) return undefined;
        enough = nextLookAt(inbox.unreadBytes);
        return look();
      },
      this.deadline,
      () => look() ?? this.missing('silence'),
    );
  }

  private anyMessage(): Eventual<Taken> {
    return this.wait<Taken>(() => this.takeMessage());
  }

  private wait<T>(look: () => Eventual<T | StepOutcome> | undefined): Eventual<T | StepOutcome> {
    return waitForInbox(this.conversation.inbox, look, this.deadline, () => this.missing('silence'));
  }

  /** The next message; undefined while it is not there. */
  private takeMessage(): Taken | undefined {
    const { inbox } = this.conversation;
    const seen = inbox.peek();
    if (seen === undefined) return this.endOfAll();
    if ('malformed' in seen) return { ...this.outcome('mismatch'), rest: inbox.unread(), malformed: seen.malformed };
    inbox.take(seen.consumed);
    this.keep(seen.message, seen.source);
    return seen;
  }

  /** So many bytes; undefined while they are not there. */
  private takeBytes(count: number): StepOutcome | undefined {
    const { inbox } = this.conversation;
    if (inbox.unreadBytes < count) return this.endOfAll();
    this.keep(inbox.unread().subarray(0, count));
    inbox.take(count);
    return this.outcome('done');
  }

  /** Just these bytes; undefined while they may still come. */
  private takeExactly(exact: Uint8Array): Eventual<StepOutcome> | undefined {
    const { inbox } = this.conversation;
    const count = Math.min(inbox.unreadBytes, exact.length);
    const agree = count === 0 || equalBytes(firstOf(inbox.unread(), count), firstOf(exact, count));
    return agree ? this.takeBytes(exact.length) : this.differing(exact.length);
  }

  /** The other side has ended, and nothing more will come. */
  private endOfAll(): StepOutcome | undefined {
    const { ended } = this.conversation.inbox;
    return ended && this.missing(ended === 'fin' ? 'closed' : 'reset');
  }

  private forgetSome(): void {
    if ((this.messagesTaken?.length ?? 0) > PASSED_OVER_KEPT) this.messagesTaken?.splice(PASSED_OVER_KEPT / 2, 1);
  }

  private keep(message: Uint8Array, source?: Address): void {
    if (this.messagesTaken) this.messagesTaken.push(message);
    else this.messagesTaken = [message];
    if (source) (this.sources ??= []).push(source);
    this.conversation.lastTaken = message;
  }

  private cameFromTheRightPlace({ source }: { readonly source?: Address }): boolean {
    return !this.fromAsked || source === undefined || source.port === this.conversation.remote.port;
  }

  private async mismatch(): Promise<StepOutcome> {
    await this.letItFinish(Number.POSITIVE_INFINITY);
    return { ...this.outcome('mismatch'), rest: this.conversation.inbox.unread() };
  }

  private letItFinish(enoughBytes: number): Promise<void> {
    return settle(this.conversation, enoughBytes, this.context.deadline(SETTLE_MS));
  }

  private async differing(enoughBytes: number): Promise<StepOutcome> {
    const { inbox } = this.conversation;
    await this.letItFinish(enoughBytes);
    this.keep(inbox.unread());
    inbox.take(inbox.unreadBytes);
    return this.outcome('mismatch');
  }

  private missing(how: 'silence' | 'closed' | 'reset'): StepOutcome {
    return {
      ...this.outcome(how),
      rest: this.conversation.inbox.unread(),
      ...(how === 'silence' && { waitedMs: this.context.withinMs }),
    };
  }

  private outcome(ended: StepOutcome['ended']): StepOutcome {
    const { messagesTaken: messages = [], sources } = this;
    return sources ? { ended, messages, sources } : { ended, messages };
  }
}

/**
 * A pattern is sought in all that has come, from its beginning. If that were done at each arrival, a program that sends
 * without end would take the square of that; so it is done when a long stream has grown by an eighth, or is silent.
 */
function nextLookAt(bytes: number): number {
  return bytes < LONG_BYTES ? 0 : bytes + bytes / 8;
}

const LONG_BYTES = 1_048_576;

function firstOf(bytes: Uint8Array, count: number): Uint8Array {
  return bytes.length === count ? bytes : bytes.subarray(0, count);
}

/** The bytes, where the predicates ask for exactly some. */
export function exactBytes(predicates: readonly Predicate[], sight: Sight): Uint8Array | undefined {
  const only = predicates[0];
  return predicates.length === 1 && only?.kind === 'equals' ? evaluate(only.value, sight) : undefined;
}

/** What the expectation waits for, looked at where it lies. It is one of the next message, or of any. */
export function glanceAt(
  { expectation }: { readonly expectation: Expectation },
  { inbox, framing, over }: Conversation,
  { sight, withinMs }: StepContext,
): Looker {
  const isStream =
    over === 'tcp' &&
    (framing.name === 'raw' || (expectation.kind === 'next' && expectation.raw) || expectation.kind === 'any-bytes');
  const predicates = expectation.kind === 'next' ? expectation.predicates : [];
  /** Undefined while that is not decided. */
  const fits = (): boolean | undefined => {
    if (isStream) {
      const arrived = inbox.unread();
      if (arrived.length === 0) return undefined;
      if (metUpTo(predicates, arrived, sight) !== undefined) return true;
      return isExcluded(predicates, arrived, sight) ? false : undefined;
    }
    const peeked = inbox.peek();
    return peeked && 'message' in peeked && meets(predicates, peeked.message, sight);
  };
  return {
    changing: inbox,
    look() {
      const fit = fits();
      if (fit === true) return 'met';
      const rest = inbox.unread().slice();
      if (fit === false) return { isFinal: true, outcome: { ended: 'mismatch', rest } };
      const ended = inbox.ended === undefined ? 'silence' : inbox.ended === 'fin' ? 'closed' : 'reset';
      return {
        isFinal: inbox.ended !== undefined,
        outcome: { ended, rest, ...(ended === 'silence' && { waitedMs: withinMs }) },
      };
    },
  };
}
