import type { Happening, TraceEvent } from '../model/trace.js';
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
}
