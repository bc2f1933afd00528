import type { Bench } from './bench.js';
import { runNode } from './command.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

/** Scripts ask for the version: it should cost hardly more than the start of Node. */
export const version: Bench = {
  name: 'version',
  async measure() {
    const { ours, floor } = await sideBySide(
      {
        ours: async () => (await runNode(['bin/wiremark.js', '--version'])).elapsedMs,
        floor: async () => (await runNode(['-e', '0'])).elapsedMs,
      },
      // A start of Node is short, and so its time is noisy.
      21,
    );
    return {
      rows: [
        { name: 'version', measured: sayMs(ours), floor: sayMs(floor), ratio: ours / floor, allowed: { most: 1.5 } },
      ],
      remarks: [],
    };
  },
};
