import type { Bench } from './bench.js';
import { bareClients, demandDescriptors, scriptedClients, type ManyClients } from './many-clients.js';
import { sideBySide } from './side-by-side.js';

const CLIENTS = 1_000;

/** As the spec says. */
const ROUNDS = 10;

/** A thousand scripted clients at once, each with several exchanges, beside a bare driver that does the same. */
export const thousandClients: Bench = {
  name: 'thousand-clients',
  async measure() {
    demandDescriptors(CLIENTS);
    const { ours, floor } = await sideBySide({
      ours: async () => perSecond(await scriptedClients('bench/specs/thousand-clients.yaml', { clients: CLIENTS })),
      floor: async () => perSecond(await bareClients(CLIENTS, ROUNDS)),
    });
    return {
      rows: [
        {
          name: 'thousand-clients',
          measured: `${ours.toFixed(0)} exchanges/s`,
          floor: `${floor.toFixed(0)} exchanges/s`,
          ratio: ours / floor,
          allowed: { least: 0.7 },
        },
      ],
      remarks: [],
    };
  },
};

/** The time to connect counts: who is connected sooner also exchanges more in a second. */
function perSecond({ lastAnswerMs }: ManyClients): number {
  return (CLIENTS * ROUNDS * 1_000) / lastAnswerMs;
}
