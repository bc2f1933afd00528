import { availableParallelism } from 'node:os';
import { threadsOf } from './kernel-sockets.js';
import { readOrEmpty } from './proc-files.js';

/** What one thread has had of the processors since it began. */
export interface ThreadUse {
  /** Time in which it was run. */
  readonly runMs: number;
  /** Time in which it could have been run, and waited for a processor. */
  readonly queuedMs: number;
}

/** By thread. */
export type ProcessorUse = ReadonlyMap<string, ThreadUse>;

/** How many threads the machine runs at once. */
export const processors = availableParallelism();

/** Of a process and its descendants, from the kernel's scheduler (its sched-stats.rst). Nothing where it keeps no such figures. */
export function processorUse(pid: number): ProcessorUse {
  return new Map(
    threadsOf(pid).map((thread) => {
      const [runNs, queuedNs] = readOrEmpty(`${thread}/schedstat`).split(' ').map(Number);
      return [thread, { runMs: (runNs ?? 0) / 1e6, queuedMs: (queuedNs ?? 0) / 1e6 }] as const;
    }),
  );
}
