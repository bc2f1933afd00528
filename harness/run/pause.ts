import type { Deadline } from '../model/waiting.js';

/** Waits so long, for what changes without telling anybody: the kernel's tables. Not beyond the deadline. */
export function pause(ms: number, deadline: Deadline): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      deadline.unwatch(end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    deadline.watch(end);
  });
}
