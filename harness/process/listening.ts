import net from 'node:net';
import dgram from 'node:dgram';
import type { Transport } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import { isAtRest } from './at-rest.js';
import { hasConnection, listeningSockets, processTree } from './kernel-sockets.js';
import { sleepAtKeyboard } from './keyboard.js';

/** What a program waits for, as far as it can be seen. */
export interface ProgramObserver {
  /** How it is observed, for the report. */
  readonly how: 'kernel' | 'probe';
  /** So much time lies between two looks for its address, at least. */
  readonly apartMs: number;
  /** The program's addresses; the asked one first. Empty while it does not listen. */
  find(pid: number, over: Transport, asked: number): Promise<readonly Address[]>;
  /** A name for the wait, where it waits for something to be typed; each wait has another. */
  asks(pid: number): string | undefined;
  /** Whether it has a TCP connection. False where that cannot be seen. */
  isConnected(pid: number): boolean;
  /** Whether all of it sleeps. True where that cannot be seen. */
  isAtRest(pid: number): boolean;
}

/**
 * Reads the kernel's socket tables for the program's own processes. No connection is made: it would use
 * up the only `accept` of half of all beginners' servers.
 */
export const kernelObserver: ProgramObserver = {
  how: 'kernel',
  apartMs: 0,
  find(pid, over, asked) {
    const addresses = listeningSockets(processTree(pid), over).map((row) => row.local);
    return Promise.resolve(addresses.toSorted((a, b) => Number(b.port === asked) - Number(a.port === asked)));
  },
  asks: (pid) => sleepAtKeyboard(processTree(pid)),
  isConnected: (pid) => hasConnection(processTree(pid)),
  isAtRest,
};

/** Where the platform shows no sockets: TCP is tried by connecting, UDP by binding the same port. Only the asked port can be seen. */
export const probingObserver: ProgramObserver = {
  how: 'probe',
  // A port that is being probed is taken at that moment: a program that wants it just then would end.
  apartMs: 50,
  async find(_pid, over, asked) {
    const open = over === 'tcp' ? await accepts(asked) : await isTaken(asked);
    return open ? [{ host: '127.0.0.1', port: asked }] : [];
  },
  asks: () => undefined,
  isConnected: () => false,
  isAtRest: () => true,
};

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.end();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(true);
    });
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(false)));
  });
}

/** The address at which we reach a program that listens there. */
export function reachableAddress(listening: Address): Address {
  // Listening on all interfaces of either family takes IPv4 too, unless a program says otherwise.
  const host = listening.host === '0.0.0.0' || listening.host === '::' ? '127.0.0.1' : listening.host;
  return { host, port: listening.port };
}
