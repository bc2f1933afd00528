import { linkOrEmpty, listOrEmpty, readOrEmpty } from './proc-files.js';

/** System calls that read or wait, by their numbers (syscalls(2); the tables of x86-64 and of arm64). */
const CALLS: Readonly<Record<string, { readonly read: readonly number[]; readonly epollWait: readonly number[] }>> = {
  x64: { read: [0, 19], epollWait: [232, 281, 441] },
  arm64: { read: [63, 65], epollWait: [22, 441] },
};

/**
 * Whether one of these processes sleeps until something is typed: in a read of its standard input, or in an
 * `epoll_wait` that waits for nothing but that. The answer names the sleep: it differs from that of the sleep before
 * (proc_pid_syscall(5), proc_pid_status(5)).
 */
export function sleepAtKeyboard(pids: readonly number[]): string | undefined {
  const calls = CALLS[process.arch];
  if (!calls) return undefined;
  for (const pid of pids) {
    for (const thread of listOrEmpty(`/proc/${pid}/task`)) {
      const task = `/proc/${pid}/task/${thread}`;
      const [number = '', first = ''] = readOrEmpty(`${task}/syscall`).split(' ');
      const call = Number(number);
      const isAsleep =
        (calls.read.includes(call) && isKeyboard(pid, Number(first))) ||
        (calls.epollWait.includes(call) && waitsForInputOnly(pid, Number(first)));
      if (number !== '' && isAsleep) return `${thread} ${wakeUps(task)}`;
    }
  }
  return undefined;
}

/** Its standard input; or its terminal, which those open who ask for a password, and Node. */
function isKeyboard(pid: number, descriptor: number): boolean {
  return descriptor === 0 || /^\/dev\/(tty|pts\/\d+)$/.test(linkOrEmpty(`/proc/${pid}/fd/${descriptor}`));
}

/** A server of Node waits for its input and for clients in one call: that is no question. */
function waitsForInputOnly(pid: number, epoll: number): boolean {
  const watched = [
    ...readOrEmpty(`/proc/${pid}/fdinfo/${epoll}`).matchAll(/^tfd:\s+(\d+) events:\s+([0-9a-f]+)/gm),
  ].filter(([, , events]) => (Number.parseInt(events ?? '0', 16) & EPOLLIN) !== 0);
  return (
    watched.some(([, descriptor]) => isKeyboard(pid, Number(descriptor))) &&
    watched.every(([, descriptor]) => isKeyboard(pid, Number(descriptor)) || isOwnMachinery(pid, descriptor ?? ''))
  );
}

const EPOLLIN = 1;

/** By these an event loop wakes itself up. */
function isOwnMachinery(pid: number, descriptor: string): boolean {
  return /^(anon_inode:|pipe:)/.test(linkOrEmpty(`/proc/${pid}/fd/${descriptor}`));
}

function wakeUps(task: string): string {
  return /^voluntary_ctxt_switches:\s+(\d+)/m.exec(readOrEmpty(`${task}/status`))?.[1] ?? '';
}
