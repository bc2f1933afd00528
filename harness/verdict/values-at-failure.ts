import { namesIn } from '../match/implied.js';
import type { PlannedCheck, PlannedRun } from '../model/plan.js';
import type { RunTrace } from '../model/trace.js';
import { isAtom, type Atom, type Bound } from '../model/value.js';
import type { Finding } from '../model/verdict.js';
import { bindingsOf } from '../value/bindings.js';

/** Longer values are in the trace. */
const MOST_LETTERS = 140;

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
  // In a loop a step is done again and again: its last time is the one that failed.
  const failing = events.findLastIndex(
    (event) => event.type === 'step-started' && event.step === finding.step && event.actor === finding.actor,
  );
  for (const event of failing < 0 ? events : events.slice(0, failing + 1)) {
    if (event.type !== 'step-started' || (event.actor !== undefined && event.actor !== finding.actor)) continue;
    for (const [name, value] of Object.entries(event.bindings))
      if (!Object.hasOwn(planned, name) && name !== 'me') values.set(name, value);
  }
  return [...values].flatMap(([name, value]) => {
    const said = sayValue(value);
    return said === undefined ? [] : [`${name} = ${said}`];
  });
}

function sayValue(value: Bound): string | undefined {
  const said = isAtom(value) ? sayAtom(value) : `[${value.map(sayAtom).join(', ')}]`;
  return said.length > MOST_LETTERS ? undefined : said;
}

function sayAtom(value: Atom): string {
  if (!(value instanceof Uint8Array)) return JSON.stringify(value);
  try {
    return JSON.stringify(new TextDecoder('utf-8', { fatal: true }).decode(value));
  } catch {
    return `the bytes ${Buffer.from(value).toString('hex')}`;
  }
}
