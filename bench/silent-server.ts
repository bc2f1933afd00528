import type { Bench } from './bench.js';
import { checkMs } from './command.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

/** How long a step waits in silence where its spec says nothing else. */
const WITHIN_MS = 2_000;

/** What `wiremark check` exits with when a check failed. */
const CHECK_FAILED = 1;

/** A server that never answers costs one wait, not one for each check: the ratio is that of all else. */
export const silentServer: Bench = {
  name: 'silent-server',
  async measure() {
    const { silent, correct } = await sideBySide(
      {
        silent: () => checkMs(['tcp-echo', 'bench/programs', '--server', 'python3 silent.py ${port}'], CHECK_FAILED),
        correct: () => checkMs(['tcp-echo', 'fixtures/reference/tcp-echo/python']),
      },
      5,
    );
    return {
      rows: [
        {
          name: 'silent-server',
          measured: `${sayMs(silent)} less ${WITHIN_MS}`,
          floor: `${sayMs(correct)} (correct server)`,
          ratio: (silent - WITHIN_MS) / correct,
          allowed: { most: 3 },
        },
      ],
      remarks: [],
    };
  },
};
