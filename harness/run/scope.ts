/** Things that must be undone, whatever happens: newest first, each tried even if another fails. */
export class Scope {
  private readonly undo: (() => Promise<void> | void)[] = [];

  /** To be called on the line after the thing exists. */
  defer(undo: () => Promise<void> | void): void {
    this.undo.push(undo);
  }

  /** Undoes everything; returns the errors it met on the way. */
  async close(): Promise<unknown[]> {
    const errors: unknown[] = [];
    for (let undo = this.undo.pop(); undo; undo = this.undo.pop()) {
      try {
        await undo();
      } catch (error) {
        errors.push(error);
      }
    }
    return errors;
  }
}
