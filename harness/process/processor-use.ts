import { processTree } from './kernel-sockets.js';
import { listOrEmpty, readOrEmpty } from './proc-files.js';

/** What the threads of some processes have had of the processors since each began. It shrinks where one ends. */
export interface ProcessorUse {
  /** Time in which they were run. */
  readonly runMs: number;
  /** Time in which they could have been run, and waited for a processor. */
  readonly queuedMs: number;
}

export const UNUSED: ProcessorUse = { runMs: 0, queuedMs: 0 };

/** Of a process and its descendants, from the kernel's scheduler (its sched-stats.rst). Nothing where it keeps no such figures. */
export function processorUse(pid: number): ProcessorUse {
  return processTree(pid)
    .flatMap((process) => listOrEmpty(`/proc/${process}/task`).map((thread) => `/proc/${process}/task/${thread}`))
    .map((thread) => readOrEmpty(`${thread}/schedstat`).split(' ').map(Number))
    .map(([runNs, queuedNs]) => ({ runMs: (runNs ?? 0) / 1e6, queuedMs: (queuedNs ?? 0) / 1e6 }))
    .reduce(togetherUsed, UNUSED);
}

export function togetherUsed(one: ProcessorUse, other: ProcessorUse): ProcessorUse {
  return { runMs: one.runMs + other.runMs, queuedMs: one.queuedMs + other.queuedMs };
}
