import type net from 'node:net';
import type { Address } from '../model/trace.js';
import { resetSocket } from './reset-socket.js';
import type { Listener } from './transport.js';

/** Begins to listen. Closing it resets all connections that are open then. Rejects where the address cannot be had. */
export async function listenAt(
  server: net.Server,
  { host, port }: Address,
  open: () => Iterable<net.Socket>,
): Promise<Listener> {
  await new Promise<void>((resolve, reject) => {
    // Also when it listens already: then it goes on with whom it can take.
    server.on('error', reject);
    server.listen({ host, port, backlog: 511 }, resolve);
  });
  const address = server.address() as net.AddressInfo;
  return {
    address: { host: address.address, port: address.port },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open()) resetSocket(socket);
      }),
  };
}
