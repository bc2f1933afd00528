import dgram from 'node:dgram';
import { canSeeSockets, socketRows } from './kernel-sockets.js';

/** Below 32768 begins nobody's ephemeral range, above 20000 hardly anybody's service. */
const FIRST = 20_000;
const LAST = 32_767;

let busy: ReadonlySet<number> | undefined;

let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

/**
 * A port that is free for TCP and UDP and has no connection of an earlier program in TIME_WAIT, so that a
 * server without SO_REUSEADDR can have it. None is given out twice.
 */
export async function freePort(): Promise<number> {
  const { default: getPort } = await import('get-port');
  // Read once: whoever comes later is seen by binding, and we give no port out twice.
  busy ??= busyPorts();
  for (let tries = 0; tries <= LAST - FIRST; tries++) {
    const port = next;
    next = next === LAST ? FIRST : next + 1;
    if (busy.has(port)) continue;
    // get-port answers with another port where this one is taken.
    if ((await getPort({ port })) === port && (await udpIsFree(port))) return port;
  }
  throw new Error(`no port between ${FIRST} and ${LAST} is free`);
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
