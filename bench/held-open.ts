import type { Bench } from './bench.js';
import { bareClients, demandDescriptors, scriptedClients } from './many-clients.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

const CLIENTS = 5_000;

/** Five thousand connections held open until every one of them has been answered: whether it works, and how long it takes. */
export const heldOpen: Bench = {
  name: 'held-open',
  async measure() {
    demandDescriptors(CLIENTS);
    const { ours, floor } = await sideBySide(
      {
        ours: async () => (await scriptedClients('bench/specs/held-open.yaml', { clients: CLIENTS })).lastAnswerMs,
        floor: async () => (await bareClients(CLIENTS, 1)).lastAnswerMs,
      },
      5,
    );
    return {
      rows: [{ name: 'held-open', measured: sayMs(ours), floor: sayMs(floor), ratio: ours / floor }],
      remarks: [
        `held-open: ${CLIENTS} connections were open at once in every round, and each was answered; nothing is promised about the time.`,
      ],
    };
  },
};
