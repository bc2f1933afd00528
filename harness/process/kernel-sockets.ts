import { closeSync, existsSync, readSync } from 'node:fs';
import type { Transport } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import { linkOrEmpty, listOrEmpty, openOrNothing, readOrEmpty, statFields } from './proc-files.js';

/** One line of `/proc/net/{tcp,tcp6,udp,udp6}` (proc(5)). */
export interface SocketRow {
  readonly over: Transport;
  readonly local: Address;
  readonly remote: Address;
  readonly listening: boolean;
  /** Its own side has ended. */
  readonly closing: boolean;
  /** Bytes that have arrived and the program has not read; on a listening socket, clients not accepted. */
  readonly unreadBytes: number;
  readonly inode: string;
  /** UDP: datagrams that the kernel threw away because the program did not read them in time. */
  readonly drops: number;
}

const LISTEN = '0A';
/** ESTABLISHED, and CLOSE_WAIT: the other side has closed its own. */
const CONNECTED = / 0[18] /;
/** FIN_WAIT1, FIN_WAIT2, TIME_WAIT, CLOSE, LAST_ACK and CLOSING (the kernel's tcp_states.h). */
const CLOSING: ReadonlySet<string | undefined> = new Set(['04', '05', '06', '07', '09', '0B']);

/** True where this platform shows its sockets (Linux). Elsewhere readiness is probed. */
export function canSeeSockets(): boolean {
  return existsSync('/proc/self/net/tcp');
}

/** All sockets of this network namespace. The kernel takes some milliseconds to write these tables: read them seldom. */
export function socketRows(over: Transport): SocketRow[] {
  return (['', '6'] as const).flatMap((family) => [...linesOf(over, family)].flatMap((line) => parseRow(over, line)));
}

/** What the kernel only keeps until the other side has ended too, nobody has any more: its inode is 0, as is that of what nobody has accepted. */
function isHeld({ closing, inode }: SocketRow): boolean {
  return !closing || inode !== '0';
}

/** The program's end of a TCP connection of ours; undefined where it is gone. */
export function otherEnd(ours: { readonly local: Address; readonly remote: Address }): SocketRow | undefined {
  const ports = new RegExp(`:${hexPort(ours.remote.port)} [0-9A-F]+:${hexPort(ours.local.port)} `);
  const family = ours.remote.host.includes(':') ? '6' : '';
  const find = (table: '' | '6'): SocketRow | undefined => {
    for (const line of linesOf('tcp', table)) if (ports.test(line)) return parseRow('tcp', line).find(isHeld);
    return undefined;
  };
  // A server that listens on all of IPv6 takes IPv4 too, and its sockets then stand in the other table.
  return find(family) ?? (family === '' ? find('6') : undefined);
}

/**
 * The lines of a table, read as far as somebody asks for them. The kernel finds them in a room for all connections that
 * the machine could have, and who asks for a page has it walk on, for milliseconds, until there are as many as fit in: so
 * the first are asked for one by one. Of thousands that would cost more than it saves, and the room for UDP is small.
 */
function* linesOf(over: Transport, family: '' | '6'): Generator<string> {
  const table = openOrNothing(`/proc/self/net/${over}${family}`);
  if (table === undefined) return;
  try {
    const page = Buffer.allocUnsafe(PAGE_BYTES);
    const oneByOne = over === 'tcp' ? ONE_BY_ONE : 0;
    let rest = '';
    for (let pieces = 0; ; pieces++) {
      const length = readSync(table, page, 0, pieces < oneByOne ? LINE_BYTES : PAGE_BYTES, null);
      if (length === 0) return;
      const lines = (rest + page.toString('latin1', 0, length)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => !HEAD.test(line));
    }
  } finally {
    closeSync(table);
  }
}

/** The kernel hands out a page at most. */
const PAGE_BYTES = 4096;
const LINE_BYTES = 150;
const ONE_BY_ONE = 64;

const HEAD = /^ *sl /;

/** The lines of those that wait for clients. Linux tells them first (its proc_net_tcp.rst). */
function* listenersOf(family: '' | '6'): Generator<string> {
  for (const line of linesOf('tcp', family)) {
    if (!line.includes(` ${LISTEN} `)) return;
    yield line;
  }
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}

function parseRow(over: Transport, line: string): SocketRow[] {
  const fields = line.trim().split(/\s+/);
  const [, local, remote, state, queues] = fields;
  const inode = fields[9];
  if (!local || !remote || !queues || !inode) return [];
  return [
    {
      over,
      local: parseAddress(local),
      remote: parseAddress(remote),
      listening: over === 'udp' ? remote.endsWith(':0000') : state === LISTEN,
      closing: over === 'tcp' && CLOSING.has(state),
      unreadBytes: Number.parseInt(queues.split(':')[1] ?? '0', 16),
      inode,
      drops: over === 'udp' ? Number(fields[12] ?? 0) : 0,
    },
  ];
}

/** Addresses stand in host byte order, four bytes at a time: 0100007F is 127.0.0.1 on every machine of ours. */
function parseAddress(text: string): Address {
  const [host = '', port = '0'] = text.split(':');
  const bytes: number[] = [];
  for (let word = 0; word < host.length; word += 8) {
    for (let byte = 6; byte >= 0; byte -= 2) bytes.push(Number.parseInt(host.slice(word + byte, word + byte + 2), 16));
  }
  return { host: bytes.length === 4 ? bytes.join('.') : sayIpv6(bytes), port: Number.parseInt(port, 16) };
}

function sayIpv6(bytes: readonly number[]): string {
  if (bytes.every((byte) => byte === 0)) return '::';
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return '::1';
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return bytes.slice(12).join('.');
  return Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  ).join(':');
}

/** A process and all that descend from it, as far as they are still its children. Any thread may have begun one. */
export function processTree(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(processTree)];
}

/** Those that a process has begun itself, and that live. */
export function childrenOf(pid: number): number[] {
  return listOrEmpty(`/proc/${pid}/task`).flatMap((thread) =>
    readOrEmpty(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

/** Where each thread of a process, and of all that descend from it, is found. */
export function threadsOf(pid: number): string[] {
  return processTree(pid).flatMap((process) =>
    listOrEmpty(`/proc/${process}/task`).map((thread) => `/proc/${process}/task/${thread}`),
  );
}

/** Processor time that these processes have used, in milliseconds (proc(5): utime and stime, in ticks of 10 ms). */
export function cpuTimeMs(pids: readonly number[]): number {
  return pids.reduce((total, pid) => {
    const fields = statFields(`/proc/${pid}`);
    return total + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
  }, 0);
}

/** The inodes of all sockets that these processes have opened. */
export function socketInodes(pids: readonly number[]): Set<string> {
  const descriptors = pids.flatMap((pid) => listOrEmpty(`/proc/${pid}/fd`).map((number) => ({ pid, number })));
  const inodesOf = (chosen: typeof descriptors): string[] =>
    chosen.flatMap(({ pid, number }) => {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOrEmpty(`/proc/${pid}/fd/${number}`))?.[1];
      return inode ? [inode] : [];
    });
  const inodes = new Set(inodesOf(descriptors.filter(({ number }) => Number(number) > 2)));
  // The pipes of its standard streams, which we gave it, are sockets too: they must not count as its own. A program
  // that is still starting has no others, and is looked at often: then there is nothing to take away.
  if (inodes.size > 0)
    for (const inode of inodesOf(descriptors.filter(({ number }) => Number(number) <= 2))) inodes.delete(inode);
  return inodes;
}

/** The sockets at which these processes wait for others. */
export function listeningSockets(pids: readonly number[], over: Transport): SocketRow[] {
  const inodes = socketInodes(pids);
  if (inodes.size === 0) return [];
  const listening = (family: '' | '6'): SocketRow[] => {
    const lines = over === 'tcp' ? listenersOf(family) : linesOf(over, family);
    return [...lines]
      .flatMap((line) => parseRow(over, line))
      .filter((row) => row.listening && row.local.port !== 0 && inodes.has(row.inode));
  };
  const found = listening('');
  return found.length > 0 ? found : listening('6');
}

/** How many have come to this TCP port, and were not accepted yet; 0 where that cannot be seen. */
export function clientsInQueue(port: number): number {
  const wanted = new RegExp(`:${hexPort(port)} [0-9A-F]+:0000 ${LISTEN} `);
  for (const family of ['', '6'] as const)
    for (const line of listenersOf(family)) if (wanted.test(line)) return parseRow('tcp', line)[0]?.unreadBytes ?? 0;
  return 0;
}

/** True once one of these processes has a TCP connection, whoever began it. */
export function hasConnection(pids: readonly number[]): boolean {
  const inodes = socketInodes(pids);
  if (inodes.size === 0) return false;
  for (const family of ['', '6'] as const)
    for (const line of linesOf('tcp', family)) {
      if (CONNECTED.test(line) && parseRow('tcp', line).some(({ inode }) => inodes.has(inode))) return true;
    }
  return false;
}
