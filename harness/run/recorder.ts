import type { Address, Happening, StepOutcome, TraceEvent } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import type { RunClock } from './clock.js';

type Recorded = { atMs: number } & Happening;

/**
 * So much of what a program sends is kept, and twice what it was sent: no task asks for more, and what sends without end
 * must not fill our memory.
 */
const MOST_RECEIVED_BYTES = 32 * 1_048_576;

/** Writes down what happens in one run, in order, with its time. */
export class Recorder {
  private readonly recorded: Recorded[] = [];
  private readonly clock: RunClock;
  private readonly tell: ((event: TraceEvent) => void) | undefined;
  private bytesLeft = MOST_RECEIVED_BYTES;

  /** `tell` is told of each as it happens. */
  constructor(clock: RunClock, tell?: (event: TraceEvent) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  get events(): readonly TraceEvent[] {
    return this.recorded;
  }

  record(happening: Happening): void {
    this.add({ atMs: this.clock.nowMs(), ...happening });
  }

  // These come by the ten thousand, when a thousand clients speak at once: they are made in one piece.

  stepStarted(step: string, actor: string | undefined, bindings: Bindings): void {
    const atMs = this.clock.nowMs();
    this.add(
      actor === undefined
        ? { atMs, type: 'step-started', step, bindings }
        : { atMs, type: 'step-started', step, actor, bindings },
    );
  }

  stepEnded(step: string, actor: string | undefined, outcome: StepOutcome): void {
    const atMs = this.clock.nowMs();
    this.add(
      actor === undefined
        ? { atMs, type: 'step-ended', step, outcome }
        : { atMs, type: 'step-ended', step, actor, outcome },
    );
  }

  sent(actor: string, flow: string, data: Uint8Array): void {
    this.bytesLeft += 2 * data.length;
    this.add({ atMs: this.clock.nowMs(), type: 'sent', actor, flow, data });
  }

  /** There is room for more of what the program sends; else nothing more of it is read. */
  get hasRoom(): boolean {
    return this.bytesLeft > 0;
  }

  received(actor: string, flow: string, data: Uint8Array, source: Address | undefined): void {
    this.bytesLeft -= data.length;
    const atMs = this.clock.nowMs();
    this.add(
      source ? { atMs, type: 'received', actor, flow, data, source } : { atMs, type: 'received', actor, flow, data },
    );
  }

  /** Something crossed a link. Where there is no room for its bytes, they are left out. */
  relayed(event: Extract<Happening, { type: 'relayed' }>): void {
    this.bytesLeft -= event.data.length;
    this.record(this.hasRoom ? event : { ...event, data: event.data.subarray(0, 0) });
  }

  private add(event: Recorded): void {
    this.recorded.push(event);
    this.tell?.(event);
  }

  /** Forgets what came after the first so many events, and takes these in its place; then there is room again. */
  replaceFrom(count: number, events: readonly TraceEvent[] = []): void {
    this.bytesLeft = MOST_RECEIVED_BYTES;
    this.recorded.splice(count, this.recorded.length, ...events);
  }

  /** The whole trace. Times are told to hundredths of a millisecond. */
  finish(): readonly TraceEvent[] {
    for (const event of this.recorded) event.atMs = Math.round(event.atMs * 100) / 100;
    return this.recorded;
  }
}
