import type { Bench } from './bench.js';
import { checkMs, runNode } from './command.js';
import { sideBySide } from './side-by-side.js';
import { sayMs } from './table.js';

const FOLDER = 'fixtures/reference/tcp-echo/python';

/** A whole marking of a correct server, beside a bare script that launches the same programs and exchanges the same bytes. */
export const tcpEcho: Bench = {
  name: 'tcp-echo',
  async measure() {
    const { plain, isolated, floor } = await sideBySide({
      plain: () => checkMs(['tcp-echo', FOLDER, '--isolation', 'plain']),
      isolated: () => checkMs(['tcp-echo', FOLDER]),
      floor: floorMs,
    });
    return {
      rows: [
        { name: 'tcp-echo', measured: sayMs(plain), floor: sayMs(floor), ratio: plain / floor, allowed: { most: 1.5 } },
        // The floor isolates nothing: this row tells what a student waits for.
        { name: 'tcp-echo, isolated', measured: sayMs(isolated), floor: sayMs(floor), ratio: isolated / floor },
      ],
      remarks: [],
    };
  },
};

async function floorMs(): Promise<number> {
  const { elapsedMs, output } = await runNode(['bench/floor-tcp-echo.mjs', FOLDER, 'python3', 'server.py', '${port}']);
  if (output.trim() !== '0') throw new Error(`the floor had exchanges that went wrong: ${output}`);
  return elapsedMs;
}
