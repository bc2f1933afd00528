import type { MessageOfStep, UsedBlock } from '../model/language.js';
import { outlineOfSize, type Outline } from '../model/outline.js';
import type { CheckSpec, Step } from '../model/spec.js';
import { isAtom, type Atom, type Payload } from '../model/value.js';
import { describeValue } from '../match/describe.js';
import { outlineOf, outlineOfAny, outlineOfExpression, outlineOfPayload, type KnownNames } from '../value/outline.js';
import { innerSteps } from './check-flow.js';
import { reportPieces } from './check-pieces.js';
import type { Reading } from './reading.js';

/** Reports messages that cannot travel in the frame of their peer: the program would be blamed for what it never got. */
export function reportMessages(reading: Reading, check: CheckSpec): void {
  const rows = check.cases.length === 0 ? [{}] : check.cases;
  const known = rows.flatMap((row) => knownNames(reading, check, row));
  const told = new Set<string>();
  const walk = (steps: readonly Step[], here: readonly KnownNames[]): void => {
    for (const step of steps) {
      reportStep(reading, check, step, { known: here, told });
      reportPieces(reading, check, step, here);
      const given = reading.language.steps[step.kind]?.gives?.(step.args) ?? [];
      walk(
        innerSteps(reading, step),
        here.map((names) => withGiven(names, given)),
      );
    }
  };
  walk(check.steps, known);
}

/** What a step gives to its inner steps hides what has the same name outside, also where nothing is known of it. */
function withGiven(known: KnownNames, given: UsedBlock['values']): KnownNames {
  const names = new Set(given.map(({ name }) => name));
  const outside = Object.entries(known).filter(([name]) => !names.has(name));
  const values = given.flatMap(({ name, value }) => {
    const outline = typeof value === 'number' ? value : outlineOf(value, known);
    return outline === undefined ? [] : [[name, outline] as const];
  });
  return Object.fromEntries([...outside, ...values]);
}

/** A message that is sent and expected, perhaps many times, is one mistake. */
function reportStep(
  reading: Reading,
  check: CheckSpec,
  step: Step,
  { known, told }: { readonly known: readonly KnownNames[]; readonly told: Set<string> },
): void {
  const frame = step.actor === undefined ? undefined : check.frames[step.actor];
  const syntax = frame && reading.language.frames[frame.name];
  if (!frame || !syntax?.refuses) return;
  for (const message of reading.language.steps[step.kind]?.messages?.(step.args) ?? []) {
    const outlines = known.flatMap((names) => outlineOf(message.value, names) ?? []);
    const [refusal] = outlines.flatMap((bytes) => syntax.refuses?.(frame.args, bytes, message.as) ?? []);
    const mistake = JSON.stringify(message.value);
    if (refusal === undefined || told.has(mistake)) continue;
    told.add(mistake);
    reading.reportAt(step.origin, {
      code: 'E076',
      message: `${describeValue(message.value)} ${SAID[message.as]} "${syntax.word}": ${refusal.why}`,
      suggestion: refusal.advice,
    });
  }
}

const SAID: Readonly<Record<MessageOfStep['as'], string>> = {
  sent: 'cannot be sent in the frame',
  whole: 'cannot come as a message of the frame',
  part: 'cannot stand in a message of the frame',
};

/** What the names of a check stand for in this row; a property chooses the shortest, or the longest. */
function knownNames(reading: Reading, check: CheckSpec, row: Readonly<Record<string, Atom | Payload>>): KnownNames[] {
  const known: Record<string, Atom | Outline> = Object.fromEntries(
    [...reading.params].map(([name, { value }]) => [name, value]),
  );
  const add = (name: string, value: Atom | Payload): void => {
    const outline = isAtom(value) ? value : outlineOfPayload(value, known);
    if (outline !== undefined) known[name] = outline;
  };
  for (const [name, value] of [...Object.entries(row), ...Object.entries(check.data)]) add(name, value);
  for (const [name, outline] of assignedIn(reading, check.steps)) if (outline) known[name] ??= outline;
  const ranges = Object.entries(check.forAny?.values ?? {});
  return (['min', 'max'] as const).map((end) => ({
    ...known,
    ...Object.fromEntries(
      ranges.map(([name, { kind, [end]: size }]) => [name, kind === 'text' ? outlineOfSize(size) : outlineOfAny(size)]),
    ),
  }));
}

/** What the steps give names to. Of a name that gets several values nothing is known, unless they are alike. */
function assignedIn(reading: Reading, steps: readonly Step[]): Map<string, Outline | undefined> {
  const found = new Map<string, Outline | undefined>();
  const add = (name: string, outline: Outline | undefined): void => {
    const isLike = !found.has(name) || found.get(name)?.size === outline?.size;
    found.set(name, isLike ? outline : undefined);
  };
  for (const step of steps) {
    const assigned = reading.language.steps[step.kind]?.assigns?.(step.args);
    for (const { name, expression } of assigned ?? []) add(name, outlineOfExpression(expression));
    // What came, or a part of it, may be anything.
    for (const name of assigned ? [] : (step.keeps ?? [])) add(name, undefined);
    for (const [name, outline] of assignedIn(reading, innerSteps(reading, step))) add(name, outline);
  }
  return found;
}
