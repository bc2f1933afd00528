import { uptime } from 'node:os';
import { childrenOf, processTree, socketInodes } from './kernel-sockets.js';
import { statFields } from './proc-files.js';

/**
 * A connection that a server has handed to a child (fork) ends when both have closed it. Tells of a socket that one
 * process of a program alone still holds, and has a child that has ended: how long ago that child was begun, of several
 * the last. The processes are looked at once, for all sockets.
 */
export function endedChildren(program: number): (inode: string) => number | undefined {
  const holders = processTree(program).map((pid) => ({ pid, begunMs: begunByEnded(pid) }));
  // Nearly every program has none: then its sockets, which may be thousands, are not looked at.
  if (holders.every(({ begunMs }) => begunMs.length === 0)) return () => undefined;
  const held = holders.map(({ pid, begunMs }) => ({ inodes: socketInodes([pid]), begunMs }));
  return (inode) => {
    const [holder, ...others] = held.filter(({ inodes }) => inodes.has(inode));
    if (!holder || others.length > 0 || holder.begunMs.length === 0) return undefined;
    return Math.round(uptime() * 1000 - Math.max(...holder.begunMs));
  };
}

/** When each child was begun that has ended, since the machine was. One that nobody has waited for stays to be seen. */
function begunByEnded(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => {
    const fields = statFields(`/proc/${child}`);
    // Its state, and the time of its begin in ticks of 10 ms (proc_pid_stat(5)).
    return fields[0] === 'Z' ? [Number(fields[19]) * 10] : [];
  });
}
