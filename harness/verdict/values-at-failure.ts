import { namesIn } from '../match/implied.js';
import type { PlannedCheck, PlannedRun } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import type { Bound } from '../model/value.js';
import type { Finding } from '../model/verdict.js';
import { bindingsOf } from '../value/bindings.js';

/** Longer values are in the trace. */
const MOST_BYTES = 96;

/**
 * What names stood for when the step of the finding failed, as `mac = "4e91b8"`: those that the steps before it have
 * calculated or kept, and those in the files of programs. What else is sent is seen on the wire. Pure.
 */
export function valuesAtFailure(
  { check }: PlannedCheck,
  run: PlannedRun,
  { events, sizes }: RunTrace,
  finding: Finding,
): readonly string[] {
  const planned = bindingsOf(check, run, sizes);
  const inFiles = new Set(Object.values(check.files).flatMap((files) => Object.values(files).flatMap(namesIn)));
  const values = new Map(Object.entries(planned).filter(([name]) => inFiles.has(name)));
  for (const event of events) {
    if (event.type !== 'step-started' || (event.actor !== undefined && event.actor !== finding.actor)) continue;
    for (const [name, value] of Object.entries(event.bindings))
      if (!Object.hasOwn(planned, name) && name !== 'me') values.set(name, value);
    if (event.step === finding.step) break;
  }
  return [...values].flatMap(([name, value]) => {
    const said = sayValue(value);
    return said === undefined ? [] : [`${name} = ${said}`];
  });
}

function sayValue(value: Bound): string | undefined {
  if (value instanceof Uint8Array) {
    if (value.length > MOST_BYTES) return undefined;
    try {
      return JSON.stringify(new TextDecoder('utf-8', { fatal: true }).decode(value));
    } catch {
      return `the bytes ${Buffer.from(value).toString('hex')}`;
    }
  }
  const said = JSON.stringify(value);
  return said.length > MOST_BYTES ? undefined : said;
}
