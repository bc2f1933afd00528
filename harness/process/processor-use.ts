import { availableParallelism } from 'node:os';
import { threadsOf } from './kernel-sockets.js';
import { readOrEmpty, statFields } from './proc-files.js';

/** What one thread has had of the processors since it began. */
export interface ThreadUse {
  /** Time in which it was run. */
  readonly runMs: number;
  /** Time in which it could have been run, and waited for a processor. */
  readonly queuedMs: number;
  /** It cannot be run now, since it waits for a disk. */
  readonly isAtDisk: boolean;
}

/** By thread. */
export type ProcessorUse = ReadonlyMap<string, ThreadUse>;

/** How many threads the machine runs at once. */
export const processors = availableParallelism();

/** Of a process and its descendants, from the kernel's scheduler (its sched-stats.rst). Nothing where it keeps no such figures. */
export function processorUse(pid: number): ProcessorUse {
  const isAnyAtDisk = anyAtDisk();
  return new Map(
    threadsOf(pid).map((thread) => {
      const [runNs, queuedNs] = readOrEmpty(`${thread}/schedstat`).split(' ').map(Number);
      const isAtDisk = isAnyAtDisk && statFields(thread)[0] === 'D';
      return [thread, { runMs: (runNs ?? 0) / 1e6, queuedMs: (queuedNs ?? 0) / 1e6, isAtDisk }] as const;
    }),
  );
}

/**
 * Whether anything on this machine waits for a disk (proc_stat(5), procs_blocked). The state D of a thread alone does not
 * say so: a parent that waits for the child of its vfork(2) has it too.
 */
function anyAtDisk(): boolean {
  return /^procs_blocked [1-9]/m.test(readOrEmpty('/proc/stat'));
}
