/**
 * Measures what wiremark costs beside the floor: the least that any program would need for the same work. Prints
 * one table. A figure is no test: `over` is something to look into, on a busy machine it may mean nothing, and the
 * exit code is 0 either way.
 *
 *   npm run bench
 *   npm run bench -- --only relay-udp
 */
import { parseArgs } from 'node:util';
import type { Bench, Measurement } from './bench.js';
import { busyMachine } from './busy-machine.js';
import { classPage } from './class-page.js';
import { classOfPython } from './class.js';
import { heldOpen } from './held-open.js';
import { isolation } from './isolation.js';
import { relayUdp } from './relay-udp.js';
import { silentServer } from './silent-server.js';
import { describeMachine, renderTable } from './table.js';
import { tcpEcho } from './tcp-echo.js';
import { thousandClients } from './thousand-clients.js';
import { version } from './version.js';

const benches: readonly Bench[] = [
  version,
  tcpEcho,
  silentServer,
  thousandClients,
  heldOpen,
  relayUdp,
  isolation,
  classPage,
  classOfPython,
  busyMachine,
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = benches.filter(({ name, isLong }) => (values.only === undefined ? !isLong : name === values.only));

console.log(`${describeMachine()}\n`);
if (chosen.length === 0)
  console.log(`there is no bench "${values.only}"; there are: ${benches.map(({ name }) => name).join(', ')}`);

const measurements: Measurement[] = [];
// One after another: two at once would measure each other.
for (const bench of chosen) measurements.push(await measured(bench));

console.log(renderTable(measurements.flatMap(({ rows }) => rows)));
for (const remark of measurements.flatMap(({ remarks }) => remarks)) console.log(`\n${remark}`);

/** A bench that cannot be carried out here says why, and takes no other with it. */
async function measured(bench: Bench): Promise<Measurement> {
  process.stderr.write(`${bench.name} …\n`);
  try {
    return await bench.measure();
  } catch (error) {
    return {
      rows: [{ name: bench.name, measured: 'not measured', floor: '-' }],
      remarks: [`${bench.name}: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}
