import { processTree } from './kernel-sockets.js';
import type { Breach } from '../model/trace.js';
import type { Limits } from './limits.js';
import { readOrEmpty, statFields } from './proc-files.js';

/** How often programs are looked at. */
const LOOK_EVERY_MS = 250;

const PAGE_BYTES = 4096;

interface Watched {
  readonly pid: number;
  readonly limits: Limits;
  readonly breached: (breach: Breach) => void;
}

const watched = new Set<Watched>();

let timer: NodeJS.Timeout | undefined;

/** Looks from time to time how much memory a program uses and how many tasks it has. Returns how to stop looking. */
export function watchLimits(pid: number, limits: Limits, breached: (breach: Breach) => void): () => void {
  const entry = { pid, limits, breached };
  watched.add(entry);
  timer ??= setInterval(look, LOOK_EVERY_MS).unref();
  return () => {
    watched.delete(entry);
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function look(): void {
  for (const { pid, limits, breached } of watched) {
    const { memoryBytes, tasks } = usage(pid);
    if (memoryBytes > limits.memoryBytes) breached({ limit: 'memory', allowed: limits.memoryBytes });
    // Where the kernel counts too, the number is reached but never passed.
    else if (tasks >= limits.tasks) breached({ limit: 'tasks', allowed: limits.tasks });
  }
}

/** proc_pid_statm(5), second field; proc_pid_stat(5), field 20. */
function usage(pid: number): { readonly memoryBytes: number; readonly tasks: number } {
  let pages = 0;
  let tasks = 0;
  for (const each of processTree(pid)) {
    pages += Number(readOrEmpty(`/proc/${each}/statm`).split(' ')[1] ?? 0);
    tasks += Number(statFields(`/proc/${each}`)[17] ?? 0);
  }
  return { memoryBytes: pages * PAGE_BYTES, tasks };
}
