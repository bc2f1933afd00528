import { canSeeSockets, processTree } from './kernel-sockets.js';
import { readOrEmpty } from './proc-files.js';

/**
 * Every program that we launch leads a process group of its own, so that it can be ended together with
 * whatever it started. The groups that live are known here, so that none survives us.
 */
const living = new Set<number>();

let guarded = false;

/** From now on the group of this leader is ended when we end, whatever the reason (but SIGKILL). */
export function guardGroup(leader: number): void {
  living.add(leader);
  if (guarded) return;
  guarded = true;
  process.on('exit', endAllGroups);
}

/**
 * Kills the leader, its group, and whoever descends from it without being in the group. To be asked before the leader
 * ends: afterwards nobody knows its descendants.
 */
export function killTree(leader: number): void {
  const tree = canSeeSockets() ? processTree(leader) : [];
  signalGroup(leader, 'SIGKILL');
  for (const pid of tree) signalTo(pid, 'SIGKILL');
}

/** Signals the whole group. False where nobody of it is left. */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  return signalTo(-leader, signal);
}

/** False where nobody is there any more, of the process or of the group (kill(2): its number is negative). */
function signalTo(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    return false;
  }
}

/** What stands between us and a program that it is launched by: bwrap(1), script(1). */
const BETWEEN: ReadonlySet<string> = new Set(['bwrap', 'script']);

/** Signals a program and whoever descends from it, as Ctrl-C at its terminal does. */
export function signalTree(leader: number, signal: NodeJS.Signals): void {
  if (!canSeeSockets()) {
    signalGroup(leader, signal);
    return;
  }
  for (const pid of processTree(leader))
    if (!BETWEEN.has(readOrEmpty(`/proc/${pid}/comm`).trimEnd())) signalTo(pid, signal);
}

/** The group has been ended; its number may be given to others now. */
export function releaseGroup(leader: number): void {
  living.delete(leader);
}

/** Ends every group at once, without waiting: for the moment before we end ourselves. */
export function endAllGroups(): void {
  for (const leader of living) killTree(leader);
  living.clear();
}
