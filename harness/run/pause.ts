import type { Changing, Deadline } from '../model/waiting.js';

/**
 * Waits so long, for what changes without telling anybody: the kernel's tables. Less where something else changes that
 * may go together with it, and not beyond the deadline.
 */
export function pause(ms: number, deadline: Deadline, sign?: Changing): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      sign?.unwatch(end);
      deadline.unwatch(end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    sign?.watch(end);
    deadline.watch(end);
  });
}

/** What the kernel has already received is handed to us within two turns of the event loop. */
export async function received(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
}
