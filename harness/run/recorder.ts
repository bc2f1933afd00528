import type { Address, Happening, StepOutcome, TraceEvent } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import type { RunClock } from './clock.js';

/** Writes down what happens in one run, in order, with its time. */
export class Recorder {
  readonly events: TraceEvent[] = [];
  private readonly clock: RunClock;

  constructor(clock: RunClock) {
    this.clock = clock;
  }

  record(happening: Happening): void {
    this.events.push({ atMs: this.clock.nowMs(), ...happening });
  }

  // These come by the ten thousand, when a thousand clients speak at once: they are made in one piece.

  stepStarted(step: string, actor: string | undefined, bindings: Bindings): void {
    const atMs = this.clock.nowMs();
    this.events.push(
      actor === undefined
        ? { atMs, type: 'step-started', step, bindings }
        : { atMs, type: 'step-started', step, actor, bindings },
    );
  }

  stepEnded(step: string, actor: string | undefined, outcome: StepOutcome): void {
    const atMs = this.clock.nowMs();
    this.events.push(
      actor === undefined
        ? { atMs, type: 'step-ended', step, outcome }
        : { atMs, type: 'step-ended', step, actor, outcome },
    );
  }

  sent(actor: string, flow: string, data: Uint8Array): void {
    this.events.push({ atMs: this.clock.nowMs(), type: 'sent', actor, flow, data });
  }

  received(actor: string, flow: string, data: Uint8Array, source: Address | undefined): void {
    const atMs = this.clock.nowMs();
    this.events.push(
      source ? { atMs, type: 'received', actor, flow, data, source } : { atMs, type: 'received', actor, flow, data },
    );
  }
}
