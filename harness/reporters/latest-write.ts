/**
 * Carries out writes of states of one thing, never two at a time. Of those that are asked for while one is under way
 * only the last is carried out: a later state is never written over by an earlier one, and nobody waits for states that
 * are of the past.
 */
export function latestWrite(): (write: () => Promise<void>) => Promise<void> {
  let underWay: Promise<void> | undefined;
  let waiting: { write: () => Promise<void>; readonly written: Promise<void> } | undefined;
  const begin = (write: () => Promise<void>): Promise<void> => {
    const written = write().finally(() => {
      if (underWay === written) underWay = undefined;
    });
    underWay = written;
    return written;
  };
  return (write) => {
    if (waiting) {
      waiting.write = write;
      return waiting.written;
    }
    if (!underWay) return begin(write);
    // One that failed is told by whoever asked for it.
    const written = underWay
      .catch(() => {})
      .then(() => {
        const last = waiting?.write ?? write;
        waiting = undefined;
        return begin(last);
      });
    waiting = { write, written };
    return written;
  };
}
