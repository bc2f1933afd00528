import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { listOrEmpty, readOrEmpty } from './proc-files.js';

/** open(2), as /proc/PID/fdinfo shows it: octal. */
const CLOSE_ON_EXEC = 0o2_000_000;

let known: readonly (number | 'ignore')[] | undefined;

/**
 * What a child gets as its descriptors from 3 on: nothing, in the place of what whoever started us (a shell, a CI
 * runner) left open for our children too. A submission has no business with that. Node closes its own on exec.
 */
export function nothingInherited(): readonly (number | 'ignore')[] {
  if (known) return known;
  const inherited = new Set(
    listOrEmpty('/proc/self/fd')
      .map(Number)
      .filter((descriptor) => {
        const flags = /^flags:\s+(\d+)/m.exec(readOrEmpty(`/proc/self/fdinfo/${descriptor}`))?.[1];
        return descriptor > 2 && flags !== undefined && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
      }),
  );
  const nothing = inherited.size > 0 ? openSync(devNull, 'r') : 0;
  known = Array.from({ length: Math.max(2, ...inherited) - 2 }, (_, at) =>
    inherited.has(at + 3) ? nothing : 'ignore',
  );
  return known;
}
