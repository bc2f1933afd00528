import { closeSync } from 'node:fs';
import { listOrEmpty, readOrEmpty } from './proc-files.js';

/** open(2), as /proc/PID/fdinfo shows it: octal. */
const CLOSE_ON_EXEC = 0o2_000_000;

/**
 * Closes what whoever started us (a shell, a CI runner) left open for our children too: a submission has no business with
 * that. To be called once, before anything is launched or opened; Node closes its own on exec.
 */
export function closeInherited(): void {
  // A parent that is a Node program speaks to us over one of them, and only Node knows which.
  if (process.channel) return;
  for (const descriptor of listOrEmpty('/proc/self/fd').map(Number)) {
    const flags = /^flags:\s+(\d+)/m.exec(readOrEmpty(`/proc/self/fdinfo/${descriptor}`))?.[1];
    if (descriptor > 2 && flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0)
      closeSync(descriptor);
  }
}
