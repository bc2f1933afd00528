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
