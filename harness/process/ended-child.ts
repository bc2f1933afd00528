import { uptime } from 'node:os';
import { childrenOf, processTree, socketInodes } from './kernel-sockets.js';
import { statFields } from './proc-files.js';

/**
 * A connection that a server has handed to a child (fork) ends when both have closed it. Where one process of a program
 * alone still holds a socket, and has a child that has ended: how long ago that child was begun, of several the last.
 * A child that nobody has waited for stays to be seen.
 */
export function endedChildAgeMs(program: number, inode: string): number | undefined {
  const [holder, ...others] = processTree(program).filter((pid) => socketInodes([pid]).has(inode));
  if (holder === undefined || others.length > 0) return undefined;
  const begunMs = childrenOf(holder).flatMap((pid) => {
    const fields = statFields(`/proc/${pid}`);
    // Its state, and the time of its begin since the machine's, in ticks of 10 ms (proc_pid_stat(5)).
    return fields[0] === 'Z' ? [Number(fields[19]) * 10] : [];
  });
  return begunMs.length === 0 ? undefined : Math.round(uptime() * 1000 - Math.max(...begunMs));
}
