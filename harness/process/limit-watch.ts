import type { Breach } from '../model/trace.js';
import { DiskWatch } from './disk-watch.js';
import { processTree } from './kernel-sockets.js';
import type { Limits } from './limits.js';
import { readOrEmpty, statFields } from './proc-files.js';

/** How often programs are looked at. */
const LOOK_EVERY_MS = 250;

interface Watched {
  readonly pid: number;
  readonly limits: Limits;
  readonly disk: DiskWatch;
  readonly breached: (breach: Breach) => void;
}

const watched = new Set<Watched>();

let timer: NodeJS.Timeout | undefined;

/**
 * Looks from time to time how much memory a program uses, how many tasks it has, and what it has written into its place.
 * Returns how to look a last time at what stays when it ends, and no more.
 */
export function watchLimits(
  { pid, place }: { readonly pid: number; readonly place: string },
  limits: Limits,
  breached: (breach: Breach) => void,
): () => Promise<void> {
  const entry = { pid, limits, disk: new DiskWatch(place, limits), breached };
  watched.add(entry);
  timer ??= setInterval(look, LOOK_EVERY_MS).unref();
  return async () => {
    watched.delete(entry);
    if (watched.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    await lookAtDisk(entry);
  };
}

function look(): void {
  for (const entry of watched) {
    const { pid, limits, breached } = entry;
    const { memoryBytes, tasks } = usage(pid);
    if (memoryBytes > limits.memoryBytes) breached({ limit: 'memory', allowed: limits.memoryBytes });
    // Where the kernel counts too, the number is reached but never passed.
    else if (tasks >= limits.tasks) breached({ limit: 'tasks', allowed: limits.tasks });
    void lookAtDisk(entry);
  }
}

async function lookAtDisk({ disk, breached }: Watched): Promise<void> {
  const breach = await disk.look();
  if (breach) breached(breach);
}

/**
 * Memory that is a program's own, and what it shares by itself; not its libraries, which it shares with whoever else runs
 * them (proc_pid_status(5)). Tasks: proc_pid_stat(5), field 20.
 */
function usage(pid: number): { readonly memoryBytes: number; readonly tasks: number } {
  let kibibytes = 0;
  let tasks = 0;
  for (const each of processTree(pid)) {
    for (const [, size] of readOrEmpty(`/proc/${each}/status`).matchAll(/^Rss(?:Anon|Shmem):\s+(\d+)/gm))
      kibibytes += Number(size);
    tasks += Number(statFields(`/proc/${each}`)[17] ?? 0);
  }
  return { memoryBytes: kibibytes * 1024, tasks };
}
