import type { CheckSpec, ForAny } from '../model/spec.js';
import type { Atom, Held, Payload, Value } from '../model/value.js';
import type { Path } from '../yaml/tree.js';
import type { Check } from './generated/authored.js';
import { refuseNoText } from './command-data.js';
import { readPayload, readPlainText, readValue } from './read-value.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';
import { demandFreeName, given, Sight } from './sight.js';
import { grouped } from '../model/grouped.js';

/** The named values of a check, and what each name holds. */
export interface Variables {
  readonly data: CheckSpec['data'];
  readonly cases: CheckSpec['cases'];
  readonly forAny?: ForAny;
  readonly sight: Sight;
}

/** Where the words of a check are written, its own or those of the check that it is like. */
export interface VariablePlaces {
  readonly cases: Path;
  readonly forAny: Path;
  readonly tries: Path;
  /** The spec's own data first, then that of the checks it is like, then its own. */
  readonly data: readonly Path[];
}

const DEFAULT_TRIES = 25;

/** The largest value that a property may choose. */
const LARGEST_VALUE = 100_000_000;

/** Reads the rows, the data and the property of a check. No name may hide another. */
export function readVariables(reading: Reading, places: VariablePlaces): Variables {
  const params = paramsInSight(reading);
  const ofSpec = params.with(reading.keys(places.data[0] as Path).map((name) => [name, given('bytes')]));
  const { rows, held } = readCases(reading, places.cases, ofSpec);
  const { data, sight } = readData(reading, places.data, { params, rows: held });
  const forAny = readForAny(reading, places.forAny, places.tries, sight);
  const all = sight.with(
    reading.keys(places.forAny).map((name) => [name, { ...given('bytes'), declaredAt: [...places.forAny, name] }]),
  );
  const isKnown = [places.cases, places.forAny, ...places.data].every(
    (path) => !reading.isRefused(path) && !reading.isIncomplete(path.slice(0, -1)),
  );
  return { data, cases: rows, ...(forAny && { forAny }), sight: isKnown ? all : all.opened() };
}

/** The parameters of the spec, which everything may look at. */
export function paramsInSight(reading: Reading): Sight {
  const names = reading.keys(top('params'));
  // One that was not understood has been told where it is declared.
  return new Sight(
    new Map(
      names.map((name) => {
        const param = reading.params.get(name);
        return [name, given(param?.held ?? 'anything', param?.oneOf)];
      }),
    ),
  );
}

function readCases(
  reading: Reading,
  path: Path,
  ofSpec: Sight,
): { readonly rows: CheckSpec['cases']; readonly held: Sight } {
  const rows = reading.items(path);
  const held = new Map<string, Held>();
  const seen = new Map<string, Path>();
  for (const row of rows) {
    refuseOddRow(reading, row, rows[0] as Path);
    for (const name of reading.keys(row)) {
      const at = [...row, name];
      demandFreeName(reading, at, name, ofSpec);
      const kind = heldAt(reading, at);
      const before = held.get(name);
      held.set(name, before === undefined || before === kind ? kind : 'anything');
      if (before !== undefined && before !== kind && ![before, kind].includes('anything')) {
        reading.report({
          code: 'E013',
          path: at,
          message: `"${name}" is ${kind} in this row, but ${before} in the rows before`,
          suggestion: 'give it the same kind of value in every row',
        });
      }
    }
  }
  const values = rows.filter((row) => !reading.isInvalid(row)).map((row) => readRow(reading, row, seen));
  return { rows: values, held: new Sight(new Map([...held].map(([name, kind]) => [name, given(kind)]))) };
}

function readRow(reading: Reading, row: Path, seen: Map<string, Path>): Record<string, Atom | Payload> {
  const values = Object.fromEntries(reading.keys(row).map((name) => [name, readCell(reading, [...row, name])]));
  const key = JSON.stringify(values);
  const first = seen.get(key);
  // Each row is a run with a name of its own, made of its values.
  if (first)
    reading.report({
      code: 'E015',
      path: row,
      message: `this row says the same as row ${Number(first.at(-1)) + 1}`,
      suggestion: 'keep one of the two',
    });
  else seen.set(key, row);
  return values;
}

function readCell(reading: Reading, path: Path): Atom | Payload {
  const text = reading.text(path);
  if (text !== undefined) return readPlainText(reading, path, text);
  return reading.number(path) ?? readPayload(reading, path, new Sight());
}

function heldAt(reading: Reading, path: Path): Held {
  if (reading.isInvalid(path)) return 'anything';
  return reading.number(path) !== undefined ? 'a number' : reading.text(path) !== undefined ? 'text' : 'bytes';
}

function refuseOddRow(reading: Reading, row: Path, first: Path): void {
  if (reading.isIncomplete(row) || row === first) return;
  const [names, wanted] = [reading.keys(row), reading.keys(first)];
  const odd = names.find((name) => !wanted.includes(name));
  const missing = wanted.find((name) => !names.includes(name));
  if (odd !== undefined)
    reading.report({
      code: 'E016',
      path: [...row, odd],
      on: 'key',
      message: `every row of cases has the same variables, but the first has no "${odd}"`,
      suggestion: missing === undefined ? 'give it to every row' : `should this be "${missing}"?`,
    });
  else if (missing !== undefined)
    reading.report({
      code: 'E016',
      path: row,
      message: `every row of cases has the same variables, but "${missing}" is not in this one`,
      suggestion: `add it: ${missing}: …`,
    });
}

function readData(
  reading: Reading,
  sections: readonly Path[],
  { params, rows }: { readonly params: Sight; readonly rows: Sight },
): { readonly data: Record<string, Payload>; readonly sight: Sight } {
  const data: Record<string, Payload> = {};
  const sight = new Map([...params.entries, ...rows.entries]);
  for (const section of sections) {
    for (const name of reading.keys(section)) {
      const path = [...section, name];
      const isOfSpec = section.length === 1;
      if (!isOfSpec) demandFreeName(reading, path, name, params.with([...rows.entries]));
      else demandFreeName(reading, path, name, params);
      // What belongs to the spec is the same in every check. Otherwise names of rows are known, and data above; an overridden payload keeps its place.
      const visible = new Map(Object.hasOwn(data, name) ? [...sight].slice(0, [...sight.keys()].indexOf(name)) : sight);
      for (const hidden of isOfSpec ? rows.entries.keys() : []) visible.delete(hidden);
      if (!isOfSpec) refuseNoText(reading, path);
      data[name] = asPayload(readValue(reading, path, new Sight(visible)));
      sight.set(name, { ...given(reading.isInvalid(path) ? 'anything' : 'bytes'), declaredAt: path });
    }
  }
  return { data, sight: new Sight(sight) };
}

/** Text is the payload that consists of it. */
function asPayload(value: Value): Payload {
  return value.kind === 'payload' ? value.payload : { kind: 'concat', parts: [value] };
}

function readForAny(reading: Reading, path: Path, tries: Path, sight: Sight): ForAny | undefined {
  const names = reading.keys(path);
  if (names.length === 0) {
    if (reading.has(tries) && !reading.has(path))
      reading.report({
        code: 'E018',
        path: tries,
        on: 'key',
        message: '"tries" says nothing without "for_any"',
        suggestion: 'take it away',
      });
    return undefined;
  }
  const values: Record<string, ForAny['values'][string]> = {};
  for (const name of names) {
    demandFreeName(reading, [...path, name], name, sight);
    if (reading.isInvalid([...path, name]) || reading.isIncomplete([...path, name])) continue;
    const at = pathsIn<NonNullable<Check['for_any']>[string]>([...path, name]);
    const kind = reading.has(at('text')) ? 'text' : 'bytes';
    const [min = 0, max = 0] = (reading.text(at(kind)) ?? '0..0').split('..').map(Number);
    if (max < min)
      reading.report({
        code: 'E015',
        path: at(kind),
        message: `${min}..${max} is an empty range`,
        suggestion: `write the smaller number first: ${max}..${min}`,
      });
    else if (max > LARGEST_VALUE)
      reading.report({
        code: 'E015',
        path: at(kind),
        message: `"${kind}" must be at most ${grouped(LARGEST_VALUE)}, not ${max}`,
        suggestion: 'write a smaller number',
      });
    values[name] = { kind, min, max };
  }
  return { values, tries: reading.number(tries) ?? DEFAULT_TRIES };
}
