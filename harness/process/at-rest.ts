import { threadsOf } from './kernel-sockets.js';
import { statFields } from './proc-files.js';

/**
 * Whether a process and its descendants all sleep: what they had to do is done, until something comes or a time is
 * over (the state of each thread, proc_pid_stat(5)).
 */
export function isAtRest(pid: number): boolean {
  return !threadsOf(pid).some(isRunning);
}

/** It runs, waits for a processor (R), or for a disk (D). */
function isRunning(thread: string): boolean {
  const [state] = statFields(thread);
  return state === 'R' || state === 'D';
}
