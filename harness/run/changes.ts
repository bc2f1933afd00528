import type { Changing } from '../model/waiting.js';

/** Tells those who watch that something has changed. */
export class Changes implements Changing {
  /** Hardly ever more than one. */
  private watching: readonly (() => void)[] = NOBODY;

  get isWatched(): boolean {
    return this.watching.length > 0;
  }

  watch(tell: () => void): void {
    this.watching = this.isWatched ? [...this.watching, tell] : [tell];
  }

  unwatch(tell: () => void): void {
    const isAlone = this.watching.length === 1 && this.watching[0] === tell;
    this.watching = isAlone ? NOBODY : this.watching.filter((each) => each !== tell);
  }

  tell(): void {
    for (const tell of this.watching) tell();
  }
}

const NOBODY: readonly (() => void)[] = [];
