import dgram from 'node:dgram';
import { canSeeSockets, socketRows } from './kernel-sockets.js';
import { claimedPorts, FIRST_PORT, LAST_PORT } from './port-blocks.js';

/** How many ports are looked at before the kernel's tables are read again, which takes some milliseconds. */
const READ_EVERY = 64;

let busy: ReadonlySet<number> = new Set();

let looked = 0;

const candidates = claimedPorts();

/**
 * A port that is free for TCP and UDP and has no connection of an earlier program in TIME_WAIT, so that a
 * server without SO_REUSEADDR can have it. It is given out again only after some hundred others.
 */
export async function freePort(): Promise<number> {
  const { default: getPort, clearLockedPorts } = await import('get-port');
  for (let tries = 0; tries <= LAST_PORT - FIRST_PORT; tries++) {
    const { value: port } = await candidates.next();
    if (looked++ % READ_EVERY === 0) busy = busyPorts();
    if (busy.has(port)) continue;
    // Our own turns keep a port from being given out twice; the locks of get-port would outlast them.
    clearLockedPorts();
    // get-port answers with another port where this one is taken.
    if ((await getPort({ port })) === port && (await udpIsFree(port))) return port;
  }
  throw new Error(`no port between ${FIRST_PORT} and ${LAST_PORT} is free`);
}

function busyPorts(): Set<number> {
  if (!canSeeSockets()) return new Set();
  return new Set([...socketRows('tcp'), ...socketRows('udp')].map((row) => row.local.port));
}

function udpIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}
