import { processors, type ProcessorUse } from '../process/processor-use.js';

/** What lacked a processor, or its disk, for how much of the time in which it could have used it. */
export interface Lack {
  readonly who: 'program' | 'harness';
  readonly lackedMs: number;
  readonly ofMs: number;
}

/** A program that waits for a processor or a disk and never gets one still has its time pass, slowly: every wait ends. */
const MOST_FORGIVEN = 0.8;

/** Below these nobody is starved: one waits for another now and then, and programs seldom give up within half a second. */
const LEAST_LACK_MS = 500;
const PROGRAM_STARVES_FROM = 0.7;
const HARNESS_STARVES_FROM = 0.3;

/** Kept from work for so long at once, we may have answered too late for a program that waits half a second. */
const LONG_STALL_MS = 300;

/** What the programs of a run, and we ourselves, lacked of the processors while the steps were carried out. */
export class Starvation {
  private readonly useNow: () => ProcessorUse;
  private seen: ProcessorUse = new Map();
  private seenAt = performance.now();
  private runMs = 0;
  private lackedMs = 0;
  private waitedMs = 0;
  private oversleptMs = 0;
  private oversleptSinceLookMs = 0;
  private longestStallMs = 0;
  private stallSinceLookMs = 0;

  constructor(useNow: () => ProcessorUse) {
    this.useNow = useNow;
  }

  /** What was before does not count: programs that start together always wait for one another. */
  begin(): void {
    this.look();
    this.runMs = this.lackedMs = this.waitedMs = this.oversleptMs = this.longestStallMs = 0;
  }

  /** So long was waited since the last beat, for so much of it we did not get to look, and so long we computed. */
  passed(waitedMs: number, oversleptMs: number, computedMs: number): void {
    this.waitedMs += waitedMs;
    this.oversleptSinceLookMs += oversleptMs;
    this.stallSinceLookMs = Math.max(this.stallSinceLookMs, oversleptMs - computedMs);
  }

  /**
   * How much of the last `sinceMs` does not count against the programs: all that they waited for a processor or a disk, and
   * half of what they computed. A program that computes is not one that hangs, but it must end.
   */
  forgive(sinceMs: number): number {
    const { runMs, lackedMs } = this.look();
    return Math.min(sinceMs * MOST_FORGIVEN, lackedMs + Math.min(runMs, sinceMs) / 2);
  }

  /** What the programs had since the last look. */
  private look(): { readonly runMs: number; readonly lackedMs: number } {
    const [before, beforeAt] = [this.seen, this.seenAt];
    this.seen = this.useNow();
    this.seenAt = performance.now();
    let runMs = 0;
    let queuedMs = 0;
    // A thread that has ended takes its figures with it: those of the others must not be set against them.
    for (const [thread, use] of this.seen) {
      runMs += use.runMs - (before.get(thread)?.runMs ?? 0);
      queuedMs += use.queuedMs - (before.get(thread)?.queuedMs ?? 0);
    }
    const sinceMs = this.seenAt - beforeAt;
    const forThemMs = sinceMs * processors;
    // What is found at its disk at one look is taken to have been there since the last: over many looks that evens out.
    const atDiskMs = [...this.seen.values()].some(({ isAtDisk }) => isAtDisk) ? Math.max(0, sinceMs - runMs) : 0;
    // More threads than there are processors wait for each other, also where nobody else is there.
    const lackedMs = Math.max(atDiskMs, Math.min(runMs + queuedMs, forThemMs) - runMs);
    // A program that takes more than half of the machine is what we have waited for ourselves.
    if (runMs <= forThemMs / 2) {
      this.oversleptMs += this.oversleptSinceLookMs;
      this.longestStallMs = Math.max(this.longestStallMs, this.stallSinceLookMs);
    }
    this.oversleptSinceLookMs = this.stallSinceLookMs = 0;
    this.runMs += runMs;
    this.lackedMs += lackedMs;
    return { runMs, lackedMs };
  }

  /** Who was starved so much that what came, or did not come, in time proves nothing. */
  lack(): Lack | undefined {
    this.look();
    const wantedMs = this.runMs + this.lackedMs;
    if (isLack(this.lackedMs, wantedMs, PROGRAM_STARVES_FROM))
      return { who: 'program', lackedMs: this.lackedMs, ofMs: wantedMs };
    if (this.longestStallMs >= LONG_STALL_MS || isLack(this.oversleptMs, this.waitedMs, HARNESS_STARVES_FROM))
      return { who: 'harness', lackedMs: this.oversleptMs, ofMs: this.waitedMs };
    return undefined;
  }
}

function isLack(lackedMs: number, ofMs: number, from: number): boolean {
  return lackedMs >= LEAST_LACK_MS && lackedMs >= ofMs * from;
}
