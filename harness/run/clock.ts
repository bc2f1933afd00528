import type { Deadline } from '../model/waiting.js';
import type { ProcessorUse } from '../process/processor-use.js';
import { Changes } from './changes.js';
import { Starvation } from './starvation.js';

/** How often deadlines are looked at. They are limits on patience, not measurements. */
const BEAT_MS = 20;

/**
 * Time between two beats beyond this is time in which this machine did not let us run; what a program
 * sent meanwhile could not be seen, so such time counts against nobody.
 */
const MOST_PER_BEAT_MS = 60;

/** How often the programs' use of the processors is looked at while somebody waits. Each look reads several files. */
const LOOK_EVERY_MS = 200;

/** The time of one run: monotonic stamps for its trace, and deadlines that a busy machine does not shorten. */
export class RunClock {
  readonly starvation: Starvation;
  private readonly startedAt = performance.now();
  /** Those that somebody watches. Without them nothing is counted. */
  private readonly watched = new Set<FairDeadline>();
  private timer: NodeJS.Timeout | undefined;
  private lastBeat = 0;
  private computedMs = 0;
  /** The time that counted, up to the last beat. */
  private countedMs = 0;
  private countedAtLookMs = 0;
  private limitReached = false;
  private suspensions = 0;

  /** `useNow`: what the programs of the run have had of the processors. */
  constructor(useNow: () => ProcessorUse = () => new Map()) {
    this.starvation = new Starvation(useNow);
  }

  nowMs(): number {
    return performance.now() - this.startedAt;
  }

  /** A deadline whose time passes while somebody watches it. Where nobody comes to watch, it costs next to nothing. */
  deadline(ms: number): Deadline {
    return new FairDeadline(this, ms);
  }

  /** Where the time that counts will stand when so much more of it has passed: never less, and at most two beats more. */
  dueAtMs(ms: number): number {
    return this.countedMs + (this.timer ? BEAT_MS : 0) + ms;
  }

  isPast(dueAtMs: number): boolean {
    return this.limitReached || this.countedMs >= dueAtMs;
  }

  /** Every wait of this run ends now, and every later one at once. */
  endAllWaits(): void {
    this.limitReached = true;
    for (const deadline of this.watched) deadline.tell();
  }

  /** No time passes for this run until the end of this is called: what it waits for meanwhile is another run. */
  suspend(): () => void {
    if (this.timer) this.count();
    this.suspensions++;
    return () => {
      if (this.timer) this.count();
      this.suspensions--;
    };
  }

  remember(deadline: FairDeadline): void {
    this.watched.add(deadline);
    if (this.timer) return;
    this.lastBeat = performance.now();
    this.computedMs = ownComputedMs();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
  }

  forget(deadline: FairDeadline): void {
    this.watched.delete(deadline);
    if (this.watched.size > 0 || !this.timer) return;
    this.count();
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private beat(): void {
    this.count();
    for (const deadline of this.watched) if (deadline.isReached) deadline.tell();
  }

  private count(): void {
    const now = performance.now();
    const passedMs = now - this.lastBeat;
    const countedMs = Math.min(passedMs, MOST_PER_BEAT_MS);
    const computedMs = ownComputedMs();
    const computedSinceMs = computedMs - this.computedMs;
    this.lastBeat = now;
    this.computedMs = computedMs;
    if (this.suspensions > 0) return;
    this.countedMs += countedMs;
    this.starvation.passed(passedMs, passedMs - countedMs, computedSinceMs);
    const sinceLookMs = this.countedMs - this.countedAtLookMs;
    // Before anybody is told that the time is over, it is seen to that all of it counts.
    if (sinceLookMs < LOOK_EVERY_MS && ![...this.watched].some((deadline) => deadline.isReached)) return;
    this.countedMs -= this.starvation.forgive(sinceLookMs);
    this.countedAtLookMs = this.countedMs;
  }
}

/** What all our threads have had of the processors. */
function ownComputedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

class FairDeadline extends Changes implements Deadline {
  private readonly clock: RunClock;
  private readonly wholeMs: number;
  private dueAtMs: number;

  constructor(clock: RunClock, wholeMs: number) {
    super();
    this.clock = clock;
    this.wholeMs = wholeMs;
    this.dueAtMs = clock.dueAtMs(wholeMs);
  }

  get isReached(): boolean {
    return this.clock.isPast(this.dueAtMs);
  }

  restart(): void {
    this.dueAtMs = this.clock.dueAtMs(this.wholeMs);
  }

  override watch(tell: () => void): void {
    super.watch(tell);
    this.clock.remember(this);
  }

  override unwatch(tell: () => void): void {
    super.unwatch(tell);
    if (!this.isWatched) this.clock.forget(this);
  }
}
