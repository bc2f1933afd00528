import type { LinkTurn } from '../model/link-event.js';

/** What stands behind the damages of a link, in all its chains: the state of its switch. */
export class Gate {
  private isPaused = false;
  private isDown = false;
  private waiting: (() => void)[] = [];

  turn(to: LinkTurn): void {
    if (to === 'down' || to === 'up') this.isDown = to === 'down';
    else this.isPaused = to === 'pause';
    if (this.isPaused) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const go of waiting) go();
  }

  /** Lets something arrive now, or once the link is resumed; or says that it is lost. */
  pass(arrive: () => void, lose: () => void): void {
    if (this.isPaused) this.waiting.push(() => this.pass(arrive, lose));
    else if (this.isDown) lose();
    else arrive();
  }
}
