import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { clientsInQueue } from '../process/kernel-sockets.js';
import { Arrivals } from './arrivals.js';

/** Of `listen(5)`. */
const QUEUE = 6;

const undo: (() => void)[] = [];

afterEach(() => {
  for (const each of undo.splice(0)) each();
});

it('lets clients come as fast as they are accepted, and never more than fit into a short queue', async () => {
  const server = net.createServer((socket) => socket.on('error', () => {}));
  server.listen({ port: 0, host: '127.0.0.1', backlog: QUEUE - 1 });
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  undo.push(() => server.close());

  const queued = await comeTo(port, 60);

  expect(Math.max(...queued)).toBeGreaterThan(1);
  expect(Math.max(...queued)).toBeLessThanOrEqual(4);
});

it('lets the queue grow for who has served many', async () => {
  const server = net.createServer((socket) => socket.on('error', () => {}));
  server.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  undo.push(() => server.close());

  const queued = await comeTo(port, 200);

  expect(Math.max(...queued.slice(0, 60))).toBeLessThanOrEqual(4);
  expect(Math.max(...queued)).toBeGreaterThan(QUEUE);
});

it('waits for nobody who accepts nobody', async () => {
  const listening = 'import socket, sys; s = socket.create_server(("127.0.0.1", 0), backlog=64)';
  const idle = spawn('python3', ['-c', `${listening}; print(s.getsockname()[1], flush=True); sys.stdin.read()`]);
  undo.push(() => idle.kill());
  const [port] = (await once(idle.stdout, 'data')) as [Buffer];

  expect(await comeTo(Number(port), 9)).toEqual([4, 4, 4, 4, 8, 8, 8, 8, 9]);
});

/** So many clients come at once, and stay. What waits to be accepted when each has come, itself included. */
function comeTo(port: number, clients: number): Promise<number[]> {
  const arrivals = new Arrivals();
  return Promise.all(
    Array.from({ length: clients }, async () => {
      await arrivals.enter(port);
      const socket = net.connect({ port, host: '127.0.0.1' });
      undo.push(() => socket.destroy());
      socket.on('error', () => {});
      // The kernel has done all when it is asked; it is asked in the same turn of the loop.
      await new Promise(process.nextTick);
      return clientsInQueue(port);
    }),
  );
}
