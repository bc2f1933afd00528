import type { PlannedCheck } from '../model/plan.js';
import type { Spec } from '../model/spec.js';
import { makePlan } from '../plan/make-plan.js';
import { timeOf, type CheckTime } from '../plan/time-of.js';
import { durationText } from '../reporters/wording.js';
import { involvedPrograms } from '../run/involved.js';
import { READY_WITHIN_MS } from '../run/launcher.js';
import { registries } from './registries.js';

const COLUMNS = ['check', 'runs', 'at least', 'if it falls silent', 'at most'] as const;

/** How long each check of a spec takes, one run after another. */
export function explainTime(spec: Spec): string {
  const plan = makePlan(
    spec,
    { name: '', folder: '', root: '', launches: {} },
    { seed: '', slow: 1, only: () => true },
  );
  const times = plan.checks.map((planned) => ({ id: planned.check.id, time: timeOfCheck(spec, planned) }));
  const rows = [
    COLUMNS,
    ...times.map(({ id, time }) => rowOf(id, time)),
    rowOf('all, one after another', times.map(({ time }) => time).reduce(together)),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const table = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join('   '),
  );
  const cut = times.flatMap(({ id, time: { cutMs } }) =>
    cutMs === undefined
      ? []
      : [
          `${id}: its waits make ${durationText(cutMs)} together, but a run is ended after ${durationText(limitOf(spec, id))}`,
        ],
  );
  return [...table, ...cut].map((line) => `  ${line}\n`).join('');
}

function rowOf(id: string, { runs, leastMs, silentMs, mostMs }: CheckTime): readonly string[] {
  return [id, String(runs), ...[leastMs, silentMs, mostMs].map((ms) => (ms === 0 ? '–' : durationText(ms)))];
}

function together(one: CheckTime, other: CheckTime): CheckTime {
  return {
    runs: one.runs + other.runs,
    leastMs: one.leastMs + other.leastMs,
    silentMs: one.silentMs + other.silentMs,
    mostMs: one.mostMs + other.mostMs,
  };
}

function limitOf(spec: Spec, id: string): number {
  return spec.checks.find((check) => check.id === id)?.limitMs ?? 0;
}

function timeOfCheck(spec: Spec, planned: PlannedCheck): CheckTime {
  const { check } = planned;
  // What a step starts is started within the limit.
  const waitedFor = involvedPrograms(spec, check.steps, registries.steps).filter(
    ({ start, ready }) => start === 'at once' && ready === 'listening' && !check.holdsPort,
  );
  return timeOf(planned, registries.steps, { launchMs: waitedFor.length * READY_WITHIN_MS, slow: 1 });
}
