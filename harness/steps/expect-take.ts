import { firstDifference } from '../model/bytes.js';
import { evaluate, sizeOf, type Sight } from '../value/evaluate.js';
import type { Expectation, Predicate } from '../model/matcher.js';
import type { Address, StepOutcome } from '../model/trace.js';
import { isExcluded, meets, metUpTo } from '../match/meets.js';
import { findPattern } from '../match/pattern.js';
import type { Conversation, Deadline, Looker, StepContext } from './step-kind.js';
import { settle, waitForInbox } from './wait.js';

/** How long a wrong answer is given to finish, so that the report shows all of it. */
const SETTLE_MS = 150;

/** Of the messages that `eventually` passes over, so many are kept as evidence. */
const PASSED_OVER_KEPT = 50;

/** Takes from the inbox what the expectation speaks of; the outcome says what came and how it ended. */
export async function takeExpected(
  { expectation, fromAsked }: { readonly expectation: Expectation; readonly fromAsked: boolean },
  conversation: Conversation,
  context: StepContext,
  deadline: Deadline,
): Promise<StepOutcome> {
  const taker = new Taker(conversation, context, deadline, fromAsked);
  const streaming = conversation.framing.name === 'raw' && conversation.over === 'tcp';
  switch (expectation.kind) {
    case 'next':
      return streaming || expectation.raw
        ? taker.bytesThatMeet(expectation.predicates)
        : taker.nextMessage(expectation.predicates);
    case 'eventually':
      return streaming ? taker.bytesThatMeet(expectation.predicates) : taker.eventually(expectation.predicates);
    case 'any': {
      const count = sizeOf(expectation.count, context.sight.bindings);
      return streaming ? taker.anyBytes(count) : taker.messages(count);
    }
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
  private readonly messagesTaken: Uint8Array[] = [];
  private readonly sources: Address[] = [];

  constructor(conversation: Conversation, context: StepContext, deadline: Deadline, fromAsked: boolean) {
    this.fromAsked = fromAsked;
    this.conversation = conversation;
    this.context = context;
    this.sight = context.sight;
    this.deadline = deadline;
  }

  async nextMessage(predicates: readonly Predicate[]): Promise<StepOutcome> {
    const taken = await this.take();
    if ('ended' in taken) return taken;
    return meets(predicates, taken.message, this.sight) && this.cameFromTheRightPlace(taken)
      ? this.outcome('done')
      : this.mismatch();
  }

  async messages(count: number): Promise<StepOutcome> {
    for (let n = 0; n < count; n++) {
      const taken = await this.take();
      if ('ended' in taken) return taken;
    }
    return this.outcome('done');
  }

  async eventually(predicates: readonly Predicate[]): Promise<StepOutcome> {
    for (;;) {
      const taken = await this.take();
      if ('ended' in taken) return taken;
      if (meets(predicates, taken.message, this.sight)) return this.outcome('done');
      if (this.messagesTaken.length > PASSED_OVER_KEPT) this.messagesTaken.splice(PASSED_OVER_KEPT / 2, 1);
    }
  }

  async collect(count: number, pattern: string | undefined): Promise<StepOutcome> {
    while (this.messagesTaken.length < count) {
      const taken = await this.take();
      if ('ended' in taken) return taken;
      if (pattern !== undefined && findPattern(pattern, taken.message) === undefined) this.messagesTaken.pop();
    }
    return this.outcome('done');
  }

  async unordered(wanted: readonly Uint8Array[]): Promise<StepOutcome> {
    const open = [...wanted];
    while (open.length > 0) {
      const taken = await this.take();
      if ('ended' in taken) return taken;
      const at = open.findIndex((candidate) => firstDifference(candidate, taken.message) === undefined);
      if (at < 0 || !this.cameFromTheRightPlace(taken)) return this.mismatch();
      open.splice(at, 1);
    }
    return this.outcome('done');
  }

  async anyBytes(count: number): Promise<StepOutcome> {
    const { inbox } = this.conversation;
    const enough = await waitForInbox(
      inbox,
      () => (inbox.unread().length >= count ? 'enough' : inbox.ended),
      this.deadline,
    );
    if (inbox.unread().length < count) return this.missing(enough);
    this.keep(inbox.unread().slice(0, count));
    inbox.take(count);
    return this.outcome('done');
  }

  /** On a stream without messages: bytes are read until the predicates are met, or cannot be any more. */
  async bytesThatMeet(predicates: readonly Predicate[]): Promise<StepOutcome> {
    const { inbox } = this.conversation;
    const exact = exactBytes(predicates, this.sight);
    const seen = await waitForInbox(
      inbox,
      () => {
        const arrived = inbox.unread();
        const end = exact
          ? arrived.length >= exact.length
            ? exact.length
            : undefined
          : metUpTo(predicates, arrived, this.sight);
        if (end !== undefined) return end;
        if (
          exact &&
          firstDifference(exact, arrived) !== arrived.length &&
          arrived.length > 0 &&
          firstDifference(exact, arrived) !== undefined
        )
          return 'differs';
        return inbox.ended;
      },
      this.deadline,
    );
    if (
      typeof seen === 'number' &&
      (!exact || firstDifference(exact, inbox.unread().subarray(0, seen)) === undefined)
    ) {
      this.keep(inbox.unread().slice(0, seen));
      inbox.take(seen);
      return this.outcome('done');
    }
    if (typeof seen === 'number' || seen === 'differs') {
      await this.letItFinish(exact?.length ?? 0);
      this.keep(inbox.unread().slice());
      inbox.take(inbox.unread().length);
      return this.outcome('mismatch');
    }
    return this.missing(seen);
  }

  private async take(): Promise<Taken> {
    const { inbox } = this.conversation;
    const seen = await waitForInbox(inbox, () => inbox.peek() ?? inbox.ended, this.deadline);
    if (seen === undefined || typeof seen === 'string') return this.missing(seen);
    if ('malformed' in seen)
      return { ...this.outcome('mismatch'), rest: inbox.unread().slice(), malformed: seen.malformed };
    inbox.take(seen.consumed);
    this.keep(seen.message.slice(), seen.source);
    return { message: seen.message, ...(seen.source && { source: seen.source }) };
  }

  private keep(message: Uint8Array, source?: Address): void {
    this.messagesTaken.push(message);
    if (source) this.sources.push(source);
    this.conversation.lastTaken = message;
  }

  private cameFromTheRightPlace({ source }: { readonly source?: Address }): boolean {
    return !this.fromAsked || source === undefined || source.port === this.conversation.remote.port;
  }

  private async mismatch(): Promise<StepOutcome> {
    await this.letItFinish(0);
    return { ...this.outcome('mismatch'), rest: this.conversation.inbox.unread().slice() };
  }

  private async letItFinish(enoughBytes: number): Promise<void> {
    const deadline = this.context.deadline(SETTLE_MS);
    await settle(this.conversation, enoughBytes || Number.POSITIVE_INFINITY, deadline);
    deadline.cancel();
  }

  private missing(ended: unknown): StepOutcome {
    const how = ended === 'fin' ? 'closed' : ended === 'reset' ? 'reset' : 'silence';
    return {
      ...this.outcome(how),
      rest: this.conversation.inbox.unread().slice(),
      ...(how === 'silence' && { waitedMs: this.context.withinMs }),
    };
  }

  private outcome(ended: StepOutcome['ended']): StepOutcome {
    return { ended, messages: this.messagesTaken, ...(this.sources.length > 0 && { sources: this.sources }) };
  }
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
  const isStream = over === 'tcp' && (framing.name === 'raw' || (expectation.kind === 'next' && expectation.raw));
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
    changed: () => inbox.changed(),
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
