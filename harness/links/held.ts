import type { Chunk, Lane } from './damage.js';
import { durationText } from './wording.js';

/**
 * The longest that a datagram is held for others to come. They may never come: a client that waits for
 * each answer sends nothing while its datagram is held. One and a half seconds outlasts the usual
 * resend timer of one second, and ends before a step's usual deadline of two.
 */
export const holdAtMostMs = 1500;

/** A place for one datagram that is held back until others have passed it. The log tells why it went on. */
export class Held {
  private readonly lane: Lane;
  private chunk: Chunk | undefined;

  constructor(lane: Lane) {
    this.lane = lane;
  }

  get isEmpty(): boolean {
    return this.chunk === undefined;
  }

  /** Holds it. After `holdAtMostMs` it goes on, and `sayWhat` tells what did not come until then. */
  hold(chunk: Chunk, why: string, sayWhat: () => string): void {
    this.chunk = chunk;
    this.lane.decide(chunk.unit, 'late', why);
    this.lane.after(holdAtMostMs, () => {
      if (this.chunk === chunk) this.letGo(`let go after ${durationText(holdAtMostMs)}: ${sayWhat()}`);
    });
  }

  /** Lets go what is held, if anything is. */
  letGo(why: string): void {
    if (this.chunk === undefined) return;
    const { chunk } = this;
    this.chunk = undefined;
    this.lane.decide(chunk.unit, 'late', why);
    this.lane.emit(chunk);
  }
}
