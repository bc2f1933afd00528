import { expect, test } from 'vitest';
import { numbered, passage } from './passage.test-support.js';

/** The lengths of the runs of losses, in their order. */
function runsOfLosses(rule: Record<string, string>, count: number): number[] {
  const wire = passage('datagram', [{ bursts: rule }]);
  wire.send(...numbered(count));
  const lost = new Set(wire.decisions.map((decision) => Number.parseInt(decision, 10)));
  const runs: number[] = [];
  for (let unit = 1; unit <= count; unit++) {
    if (!lost.has(unit)) continue;
    if (lost.has(unit - 1)) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(1);
  }
  return runs;
}

test('losses come in runs as long as the model says, and so often', () => {
  const runs = runsOfLosses({ start: '5%', stop: '25%' }, 10_000);
  const lost = runs.reduce((sum, run) => sum + run, 0);
  // On average four in a row, and start / (start + stop) of all.
  expect(lost / runs.length).toBeGreaterThan(3.5);
  expect(lost / runs.length).toBeLessThan(4.5);
  expect(lost).toBeGreaterThan(1400);
  expect(lost).toBeLessThan(1950);
});

test('a burst may let some pass, and the time between may lose some', () => {
  const wire = passage('datagram', [{ bursts: { start: '50%', stop: '50%', loss_in: '50%', loss_out: '10%' } }]);
  wire.send(...numbered(1000));
  const outside = wire.decisions.filter((decision) => decision.endsWith(': lost')).length;
  const inside = wire.decisions.filter((decision) => decision.endsWith('in a burst')).length;
  expect(outside).toBeGreaterThan(20);
  expect(outside).toBeLessThan(90);
  expect(inside).toBeGreaterThan(200);
  expect(inside).toBeLessThan(300);
});
