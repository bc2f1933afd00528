import { processTree } from './kernel-sockets.js';
import { listOrEmpty, readOrEmpty } from './proc-files.js';

/**
 * Whether a process and its descendants all sleep: what they had to do is done, until something comes or a time is
 * over (the state of each thread, proc_pid_stat(5)).
 */
export function isAtRest(pid: number): boolean {
  return processTree(pid).every((process) =>
    listOrEmpty(`/proc/${process}/task`).every((thread) => !isRunning(`/proc/${process}/task/${thread}`)),
  );
}

/** It runs, waits for a processor (R), or for a disk (D). The name before the state may have any bytes in it. */
function isRunning(task: string): boolean {
  const stat = readOrEmpty(`${task}/stat`);
  return /^[RD]/.test(stat.slice(stat.lastIndexOf(')') + 2));
}
