import { basename } from 'node:path';
import { canSeeSockets, childrenOf, listeningSockets } from './kernel-sockets.js';
import type { LeftBehind } from '../model/trace.js';
import { listOrEmpty, readOrEmpty, statFields } from './proc-files.js';

/** Who a launched program is, and by what those are known that it has begun. */
export interface Kinship {
  /** Of its process group. */
  readonly leader: number;
  /** In the environment of all that it begins, wherever they go (environ is as it was at the start of each). */
  readonly mark: string;
  /** Who was there before it was launched: nobody of its kin, and on a machine with hundreds of processes not to be looked at. */
  readonly strangers: ReadonlySet<string>;
}

/** The name of the variable that holds the mark. Jenkins and GitHub's runner find their orphans in the same way. */
export const MARK = 'WIREMARK_LAUNCH';

/** So many are told of by name. */
const MOST_TOLD = 3;

const MOST_CHARACTERS = 120;

/** Helpers end when their pipe does (the resource tracker of Python's multiprocessing, for one); a daemon opens its port. */
const NOTICE_MS = 500;
const LOOK_EVERY_MS = 20;

let launches = 0;

/** For a program that is about to be launched: a mark that no other on this machine has, and who is no kin of it. */
export function beginKinship(): Omit<Kinship, 'leader'> {
  const mark = `${process.pid}-${Math.round(performance.timeOrigin)}-${++launches}`;
  return { mark, strangers: new Set(listOrEmpty('/proc')) };
}

/** In namespaces of its own the first process is bubblewrap's, which collects the others, and the second is the program. */
const COLLECTOR = 1;
const PROGRAM = 2;

/** All that a program has begun and that still lives, its leader left out. Nobody where the platform does not show that. */
function kinOf({ leader, mark, strangers }: Kinship): Kin[] {
  if (!canSeeSockets()) return [];
  const own = listOrEmpty('/proc')
    .filter((name) => /^\d+$/.test(name) && !strangers.has(name))
    .map(Number)
    .filter((pid) => groupOf(pid) === leader || readOrEmpty(`/proc/${pid}/environ`).includes(`${MARK}=${mark}\0`));
  // Everything descends from the collector, where there is one, and that is in the group.
  return [...withDescendants(own)]
    .flatMap((pid) => (pid === leader ? [] : lookAt(pid)))
    .filter(({ numberInside }) => numberInside !== COLLECTOR);
}

/** Each is looked at once, also where one descends from the other. */
function withDescendants(pids: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...pids];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (found.has(pid)) continue;
    found.add(pid);
    open.push(...childrenOf(pid));
  }
  return found;
}

/** One process, and what matters of it here (proc_pid_stat(5), proc_pid_status(5)). */
interface Kin {
  readonly pid: number;
  readonly parent: number;
  /** Its number in its own namespace. */
  readonly numberInside: number;
}

function lookAt(pid: number): Kin[] {
  const [state = 'X', parent] = statFields(`/proc/${pid}`);
  const numberInside = Number(/^NSpid:.*?(\d+)$/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? pid);
  return 'XZ'.includes(state) ? [] : [{ pid, parent: Number(parent), numberInside }];
}

function groupOf(pid: number): number {
  return Number(statFields(`/proc/${pid}`)[2]);
}

/** Those that live on although their program has ended, when they have had some time to notice. */
export async function lingering(kinship: Kinship): Promise<number[]> {
  const until = performance.now() + NOTICE_MS;
  for (;;) {
    const living = kinOf(kinship).map(({ pid }) => pid);
    if (living.length === 0 || performance.now() > until) return living;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Those that will outlive their program, which still runs: whoever began them has ended already. */
export function straying(kinship: Kinship): number[] {
  const kin = kinOf(kinship);
  const known = new Set([kinship.leader, ...kin.map(({ pid }) => pid)]);
  return kin.filter(({ parent, numberInside }) => !known.has(parent) && numberInside !== PROGRAM).map(({ pid }) => pid);
}

/** Kills all of them, also those that are begun meanwhile. */
export function endKin(kinship: Kinship): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const kin = kinOf(kinship);
    if (kin.length === 0) return;
    for (const { pid } of kin) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

/** Who has been killed may still be seen for a moment. */
const MOST_ROUNDS = 3;

/** What a reader is told of them: their commands, and the ports that they keep. */
export function describeLeftBehind(pids: readonly number[]): LeftBehind {
  // Of many, those that keep a port matter.
  const all = pids.slice(0, MOST_LOOKED_AT).map((pid) => ({
    command: commandOf(pid),
    ports: (['tcp', 'udp'] as const).flatMap((over) =>
      listeningSockets([pid], over).map(({ local }) => ({ over, port: local.port })),
    ),
  }));
  return {
    count: pids.length,
    processes: all.toSorted((a, b) => b.ports.length - a.ports.length).slice(0, MOST_TOLD),
  };
}

const MOST_LOOKED_AT = 32;

function commandOf(pid: number): string {
  // Where on this machine its language is installed says nothing.
  const [file = '', ...words] = readOrEmpty(`/proc/${pid}/cmdline`).split('\0');
  const command = [basename(file), ...words].join(' ').trim() || readOrEmpty(`/proc/${pid}/comm`).trim();
  return command.length > MOST_CHARACTERS ? `${command.slice(0, MOST_CHARACTERS)}…` : command;
}
