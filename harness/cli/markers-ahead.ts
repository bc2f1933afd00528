import type { OpenedMarker } from './open-marker.js';

/**
 * Opens markers one after another, the first before anybody asks for it: a worker takes as long to start as the specs
 * take to be read.
 */
export class MarkersAhead {
  private readonly open: () => Promise<OpenedMarker>;
  private begun: Promise<OpenedMarker> | undefined;

  constructor(open: () => Promise<OpenedMarker>) {
    this.open = open;
  }

  begin(): void {
    this.begun = this.open();
    // Why there is none is told to whoever asks for it.
    this.begun.catch(() => {});
  }

  next(): Promise<OpenedMarker> {
    const next = this.begun ?? this.open();
    this.begun = undefined;
    return next;
  }

  /** Nobody asks any more. One that was begun in vain ends with us. */
  forget(): void {
    void this.begun?.then(({ marker }) => marker.close()).catch(() => {});
    this.begun = undefined;
  }
}
