import type { UsedBlock } from '../model/language.js';
import type { Held } from '../model/value.js';
import { nearest, suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import type { Block } from './generated/authored.js';
import { sayUse, takesOf } from './block-words.js';
import { readValue } from './read-value.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';
import { counted, type Known, type Sight } from './sight.js';

/** What is written at a `use`: which block, and what it is given. */
export interface Use {
  readonly block: string;
  readonly path: Path;
  /** The steps of the block. */
  readonly steps: Path;
  readonly values: UsedBlock['values'];
  /** What the block knows of its values. */
  readonly names: readonly (readonly [string, Known])[];
}

/** Reads a `use`; undefined where there is no such block. `around` are the blocks whose steps it stands in. */
export function readUse(reading: Reading, path: Path, sight: Sight, around: readonly string[]): Use | undefined {
  const block = reading.text(path) ?? reading.keys(path)[0] ?? '';
  const given = [...path, block];
  const place = reading.has(given) ? ({ path: given, on: 'key' } as const) : ({ path, on: 'value' } as const);
  const at = [...top('blocks'), block];
  if (!reading.has(at)) {
    const known = reading.keys(top('blocks'));
    reading.report({
      ...place,
      code: 'E020',
      message: `there is no block "${block}"`,
      suggestion: known.length > 0 ? suggest(block, known) : 'declare it: `blocks: { login: [ … ] }`',
    });
    return undefined;
  }
  if (around.includes(block)) {
    reading.report({
      ...place,
      code: 'E020',
      message:
        around.at(-1) === block
          ? `the block "${block}" uses itself`
          : `these blocks use each other in a circle: ${[...around.slice(around.indexOf(block)), block].map((name) => `"${name}"`).join(' uses ')}`,
      suggestion: 'a block ends: write `repeat` for what is done again',
    });
    return undefined;
  }
  const isList = reading.kind(at) === 'list';
  const takes = takesOf(reading, block);
  if (!reading.isInvalid(pathsIn<Block>(at)('takes'))) refuseOddValues(reading, place, given, takes, block);
  const values = reading.keys(given).map((name) => readGiven(reading, [...given, name], name, sight));
  return {
    block,
    path,
    steps: isList ? at : pathsIn<Block>(at)('steps'),
    values: values.map(({ name, value }) => ({ name, value })),
    // What it is not given has been told here, and is not told again in its steps.
    names: [
      ...takes.map((name) => [name, counted('anything')] as const),
      ...values.map(({ name, held, told }) => [name, { ...counted(held), told }] as const),
    ],
  };
}

function readGiven(
  reading: Reading,
  path: Path,
  name: string,
  sight: Sight,
): UsedBlock['values'][number] & { readonly held: Held; readonly told: boolean } {
  const number = reading.number(path);
  if (number !== undefined) return { name, value: number, held: 'a number', told: false };
  if (reading.isInvalid(path)) return { name, value: 0, held: 'anything', told: false };
  const value = readValue(reading, path, sight, { mayBeList: true });
  const known = value.kind === 'variable' ? sight.get(value.name) : undefined;
  const told = known?.told ?? [...sight.used].some((each) => sight.get(each)?.told === true);
  const held = value.kind === 'payload' ? 'bytes' : (known?.held ?? (value.kind === 'variable' ? 'anything' : 'text'));
  return { name, value, held, told };
}

function refuseOddValues(
  reading: Reading,
  place: { readonly path: Path; readonly on: 'key' | 'value' },
  given: Path,
  takes: readonly string[],
  block: string,
): void {
  const names = reading.keys(given);
  const strange = names.filter((name) => !takes.includes(name));
  const absent = takes.filter((name) => !names.includes(name));
  // A misspelt name is one mistake: what it is meant for is not missing too.
  const meant = new Set(strange.map((name) => nearest(name, absent)));
  const missing = absent.filter((name) => !meant.has(name));
  if (missing.length > 0 && !reading.isIncomplete(given))
    reading.report({
      ...place,
      code: 'E011',
      message: `the block "${block}" takes ${missing.map((name) => `"${name}"`).join(' and ')}`,
      suggestion: `write ${sayUse(reading, block)}`,
    });
  for (const name of strange)
    reading.report({
      code: 'E012',
      path: [...given, name],
      on: 'key',
      message: `the block "${block}" does not take "${name}"`,
      suggestion: takes.length > 0 ? suggest(name, takes) : `it takes nothing: write ${sayUse(reading, block)}`,
    });
}
