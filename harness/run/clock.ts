import type { Deadline } from '../steps/step-kind.js';

/** How often deadlines are looked at. They are limits on patience, not measurements. */
const BEAT_MS = 20;

/**
 * Time between two beats beyond this is time in which this machine did not let us run; what a program
 * sent meanwhile could not be seen, so such time counts against nobody.
 */
const MOST_PER_BEAT_MS = 60;

/** The time of one run: monotonic stamps for its trace, and deadlines that a busy machine does not shorten. */
export class RunClock {
  private readonly startedAt = performance.now();
  private readonly deadlines = new Set<FairDeadline>();
  private lastBeat = 0;
  private timer: NodeJS.Timeout | undefined;
  private limitReached = false;
  /** Time in which we were not let run, in all. */
  starvedMs = 0;

  nowMs(): number {
    return Math.round((performance.now() - this.startedAt) * 100) / 100;
  }

  deadline(ms: number): Deadline {
    const deadline = new FairDeadline(ms, () => this.forget(deadline));
    if (this.limitReached) {
      deadline.reach();
      return deadline;
    }
    this.deadlines.add(deadline);
    if (!this.timer) {
      this.lastBeat = performance.now();
      this.timer = setInterval(() => this.beat(), BEAT_MS);
    }
    return deadline;
  }

  /** Every wait of this run ends now, and every later one at once. */
  endAllWaits(): void {
    this.limitReached = true;
    for (const deadline of [...this.deadlines]) deadline.reach();
  }

  private beat(): void {
    const now = performance.now();
    const elapsed = now - this.lastBeat;
    this.lastBeat = now;
    const counted = Math.min(elapsed, MOST_PER_BEAT_MS);
    this.starvedMs += elapsed - counted;
    for (const deadline of [...this.deadlines]) deadline.pass(counted);
  }

  private forget(deadline: FairDeadline): void {
    this.deadlines.delete(deadline);
    if (this.deadlines.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

class FairDeadline implements Deadline {
  readonly reached: Promise<void>;
  isReached = false;
  private left: number;
  private readonly whole: number;
  private readonly forget: () => void;
  private resolve: () => void = () => {};

  constructor(ms: number, forget: () => void) {
    this.whole = ms;
    this.left = ms;
    this.forget = forget;
    this.reached = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  pass(ms: number): void {
    this.left -= ms;
    if (this.left <= 0) this.reach();
  }

  reach(): void {
    this.isReached = true;
    this.forget();
    this.resolve();
  }

  restart(): void {
    this.left = this.whole;
  }

  cancel(): void {
    this.forget();
  }
}
