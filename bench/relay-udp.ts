import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { LinkEvent } from '../harness/model/link-event.js';
import { openLink } from '../harness/links/relay.js';
import { openBareRelay } from './bare-udp-relay.js';
import type { Bench } from './bench.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

const ROUND_TRIPS = 4_000;

/**
 * What a link without damage adds to a round trip, beside what a bare relay adds. Client, relays and server live in
 * one process, so that no figure depends on which process the machine lets run first.
 */
export const relayUdp: Bench = {
  name: 'relay-udp',
  async measure() {
    const server = await bound();
    server.on('message', (data, from) => server.send(data, from.port, from.address));
    const target = { host: '127.0.0.1', port: server.address().port };
    // Kept, as a run keeps them: a trace that were thrown away would cost less.
    const told: LinkEvent[] = [];
    const link = await openLink({
      link: { name: 'wire', from: 'client', to: 'server', over: 'udp' },
      rules: [],
      damages: {},
      seed: 'bench',
      target,
      tell: (event) => told.push(event),
    });
    const bare = await openBareRelay(target.port);
    const client = await bound();
    const medians = await sideBySide(
      {
        direct: () => roundTripMs(client, target.port),
        relayed: () => roundTripMs(client, link.port),
        bare: () => roundTripMs(client, bare.port),
      },
      ROUND_TRIPS,
    );
    bare.close();
    client.close();
    server.close();
    await link.close();

    const added = medians.relayed - medians.direct;
    const floor = medians.bare - medians.direct;
    return {
      rows: [
        {
          name: 'relay-udp',
          measured: `${sayMs(added)} added`,
          floor: `${sayMs(floor)} added`,
          ratio: added / floor,
          allowed: { most: 2 },
        },
      ],
      remarks: [
        `relay-udp: ${ROUND_TRIPS} round trips each; directly ${sayMs(medians.direct)}, through the link ${sayMs(medians.relayed)}, through the bare relay ${sayMs(medians.bare)}.`,
      ],
    };
  },
};

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

const message = Buffer.alloc(64, 'datagram ');

async function roundTripMs(client: Socket, port: number): Promise<number> {
  const startedAt = performance.now();
  client.send(message, port, '127.0.0.1');
  await once(client, 'message');
  return performance.now() - startedAt;
}
