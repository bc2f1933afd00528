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

/** Signals the whole group. False where nobody of it is left. */
export function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

/** The group has been ended; its number may be given to others now. */
export function releaseGroup(leader: number): void {
  living.delete(leader);
}

/** Ends every group at once, without waiting: for the moment before we end ourselves. */
export function endAllGroups(): void {
  for (const leader of living) signalGroup(leader, 'SIGKILL');
  living.clear();
}
