import type { Bench } from './bench.js';
import { bareClients, demandDescriptors, scriptedClients, type ManyClients } from './many-clients.js';
import { checkMs, runNode } from './command.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

const CLIENTS = 1_000;

/** As the spec says. */
const ROUNDS = 10;

const SPEC = 'bench/specs/thousand-clients.yaml';

/**
 * A thousand scripted clients at once, each with several exchanges, beside a bare driver that does the same: the
 * exchanges alone, and the whole command with a verdict on a hundred thousand events.
 */
export const thousandClients: Bench = {
  name: 'thousand-clients',
  async measure() {
    demandDescriptors(CLIENTS);
    const { ours, floor } = await sideBySide({
      ours: async () => perSecond(await scriptedClients(SPEC, { clients: CLIENTS })),
      floor: async () => perSecond(await bareClients(CLIENTS, ROUNDS)),
    });
    const whole = await sideBySide(
      {
        ours: () => checkMs([SPEC, 'bench/programs']),
        floor: async () => (await runNode(['bench/floor-many-clients.mjs', String(CLIENTS), String(ROUNDS)])).elapsedMs,
      },
      3,
    );
    return {
      rows: [
        {
          name: 'thousand-clients',
          measured: `${ours.toFixed(0)} exchanges/s`,
          floor: `${floor.toFixed(0)} exchanges/s`,
          ratio: ours / floor,
          allowed: { least: 0.7 },
        },
        {
          name: 'thousand-clients, all of the command',
          measured: sayMs(whole.ours),
          floor: sayMs(whole.floor),
          ratio: whole.ours / whole.floor,
          allowed: { most: 5 },
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
