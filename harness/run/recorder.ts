import type { Happening, TraceEvent } from '../model/trace.js';
import type { RunClock } from './clock.js';

/** Writes down what happens in one run, in order, with its time. */
export class Recorder {
  readonly events: TraceEvent[] = [];
  private readonly clock: RunClock;
  private readonly tell: ((event: TraceEvent) => void) | undefined;

  /** `tell` is told of each as it happens. */
  constructor(clock: RunClock, tell?: (event: TraceEvent) => void) {
    this.clock = clock;
    this.tell = tell;
  }

  record(happening: Happening): void {
    const event = { atMs: this.clock.nowMs(), ...happening };
    this.events.push(event);
    this.tell?.(event);
  }
}
