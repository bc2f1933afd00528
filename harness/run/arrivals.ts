import type { Eventual } from '../model/waiting.js';
import { clientsInQueue } from '../process/kernel-sockets.js';

/** With `listen(5)`, as every tutorial has it, six may wait to be accepted (listen(2)). */
const GROUP = 4;

/** Behind so many the queue may grow with all that came: who serves more than that at once does not listen(5). */
const CAREFUL_FOR = 60;

/** Most programs accept at once: so many looks follow each other without a pause. */
const LOOKS_AT_ONCE = 8;

const LOOK_EVERY_MS = 2;

/** Who accepts nobody for so long is not waited for. */
const MOST_LOOKS = LOOKS_AT_ONCE + 25;

/**
 * The order in which our clients come to programs. All at the same moment they would not fit into a queue: the system
 * would drop most of them, and let them come again after a second, or three, or seven.
 */
export class Arrivals {
  private readonly doors = new Map<number, Door>();

  /** Resolves when the next may come to this port: when those before it have been accepted, all but a few. */
  enter(port: number): Eventual<void> {
    const door = this.doors.get(port) ?? new Door(port);
    this.doors.set(port, door);
    return door.enter();
  }
}

/** Those who come to one port. */
class Door {
  private readonly port: number;
  private came = 0;
  /** So many may come before the queue is looked at again. */
  private free = GROUP;
  private waiting = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(port: number) {
    this.port = port;
  }

  enter(): Eventual<void> {
    if (this.waiting === 0 && this.free > 0) return this.come();
    this.waiting++;
    this.last = this.last.then(async () => {
      if (this.free <= 0) await this.untilThereIsRoom();
      this.waiting--;
      this.come();
    });
    return this.last;
  }

  private come(): void {
    this.came++;
    this.free--;
  }

  /** How many may wait to be accepted. */
  private get room(): number {
    return Math.max(GROUP, this.came - CAREFUL_FOR);
  }

  private async untilThereIsRoom(): Promise<void> {
    for (let look = 0; look < MOST_LOOKS; look++) {
      await new Promise((resolve) => {
        if (look < LOOKS_AT_ONCE) setImmediate(resolve);
        else setTimeout(resolve, LOOK_EVERY_MS);
      });
      this.free = this.room - clientsInQueue(this.port);
      if (this.free > 0) return;
    }
    this.free = this.room;
  }
}
