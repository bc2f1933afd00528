import { openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

// A process may end between two looks at it: then there is nothing to see, which is no error.

/** What stands in a file under `/proc`; empty where it is gone. */
export function readOrEmpty(path: string): string {
  try {
    // All of it is ASCII, or nothing that we look for; and Node reads UTF-8 in one call.
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * What stands in the `stat` of a process or thread behind its name, which may have anything in it: state, parent, group
 * (proc_pid_stat(5), from its third field on). Empty where it is gone.
 */
export function statFields(task: string): readonly string[] {
  const stat = readOrEmpty(`${task}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

export function openOrNothing(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

export function listOrEmpty(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

export function linkOrEmpty(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
