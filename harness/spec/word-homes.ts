import type { JsonSchema, Language } from '../model/language.js';
import { nearest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { specSchema } from './schema.js';

/** How the maps of the language are called, by the name of their schema. */
const NAMES: Readonly<Record<string, string>> = {
  argument: 'a payload',
  param: 'a parameter',
  actorStep: 'a step',
  branch: 'a way of `either`',
  damage: 'a damage rule',
  data: 'the data',
  expectation: 'an expectation',
  payload: 'a payload',
  predicates: 'an expectation',
  value: 'a payload',
};

/** What is known of the maps of a language: the names of their schemas by description, and where each word belongs. */
interface Maps {
  readonly byDescription: ReadonlyMap<string, string>;
  readonly homes: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Language, Maps>();

/** `a check`, `an expectation`; undefined for a map that has no name of its own. The validator hands out schemas without their names. */
export function nameOfMap(language: Language, schema: JsonSchema): string | undefined {
  const { description } = schema;
  const shape = typeof description === 'string' ? mapsOf(language).byDescription.get(description) : undefined;
  return shape === undefined ? undefined : nameOfShape(shape);
}

/** Where a word belongs that stands in the wrong map; undefined where it belongs nowhere. */
export function sayHome(
  language: Language,
  path: Path,
  here: string | undefined,
  words: readonly string[],
): string | undefined {
  const word = String(path.at(-1));
  const homes = (mapsOf(language).homes.get(word) ?? []).filter((home) => home !== here);
  if (homes.length === 0) return undefined;
  const near = nearest(word, words);
  if (near !== undefined) return `did you mean "${near}"? ("${word}" is a word of ${homes[0]})`;
  if (path.includes('steps') && here !== 'a step' && homes.includes('a step'))
    return `"${word}" belongs to the step: write it beside "${String(path.at(-2))}", not inside of it`;
  if (here === 'a step' && homes.includes('an expectation'))
    return `"${word}" is a word of an expectation: write expect: { ${word}: … }`;
  return `"${word}" is a word of ${homes.slice(0, 2).join(' and of ')}`;
}

function nameOfShape(shape: string): string {
  return NAMES[shape] ?? `a ${shape}`;
}

function mapsOf(language: Language): Maps {
  const maps = known.get(language) ?? makeMaps(language);
  known.set(language, maps);
  return maps;
}

function makeMaps(language: Language): Maps {
  const schema = specSchema(language) as {
    readonly properties: object;
    readonly $defs: Readonly<Record<string, JsonSchema>>;
  };
  const shapes = Object.entries(schema.$defs);
  const homes = new Map<string, string[]>();
  const add = (home: string, properties: object): void => {
    for (const word of Object.keys(properties)) homes.set(word, [...new Set([...(homes.get(word) ?? []), home])]);
  };
  add('the spec itself', schema.properties);
  for (const [shape, { properties }] of shapes) add(nameOfShape(shape), properties ?? {});
  const described = shapes.filter(([, { description }]) => description !== undefined);
  return { byDescription: new Map(described.map(([shape, { description }]) => [String(description), shape])), homes };
}
