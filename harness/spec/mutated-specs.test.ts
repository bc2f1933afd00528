import { readdirSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { describe, expect, test } from 'vitest';
import { language } from '../cli/language.js';
import { parseDurationMs } from '../model/duration.js';
import {
  Dice,
  idsOf,
  structural,
  textual,
  withDefault,
  withOneCheck,
  type Mutation,
} from './mutations.test-support.js';
import { readSpec, type SpecReading } from './read-spec.js';
import { specSchema } from './schema.js';

/**
 * Nothing passes by accident: whatever happens to a spec, it is refused with a place in the file, or it says
 * something else and is read as something else. What changed in the file and not in the spec would have been
 * passed over in silence.
 */
const everyWord = readFileSync('fixtures/good-specs/every-word.yaml', 'utf8');
const specs = [
  everyWord,
  ...readdirSync('specs')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(`specs/${name}`, 'utf8')),
];
const parts = specs.flatMap((text) =>
  idsOf(text).map((id, index) => whereItExists(withOneCheck(text, id, { about: index === 0 }))),
);

const meanings = new Map(parts.map((text) => [text, meaningOf(read(Buffer.from(text)).spec)]));

function read(bytes: Uint8Array): SpecReading {
  return readSpec(bytes, 'mutant.yaml', language);
}

/** Some checks exist only where a parameter is set: then it is. */
function whereItExists(text: string): string {
  const { spec } = read(Buffer.from(text));
  if (spec === undefined || spec.checks.length > 0) return text;
  const settings = Object.entries(spec.params).flatMap(([param, { choices = {} }]) =>
    Object.keys(choices).map((choice) => withDefault(text, param, choice)),
  );
  return settings.find((set) => read(Buffer.from(set)).spec?.checks.length) ?? text;
}

/** How often each kind of change is made to each part of each spec. `MUTATIONS=20` looks twenty times as long. */
const patience = Number(process.env['MUTATIONS'] ?? 1);
const TRIES = 2 * patience;

/** Of many complaints the first few tell enough. */
const MOST_SHOWN = Number(process.env['MOST_SHOWN'] ?? 3);

describe.each(Object.entries(structural))('%s', (kind, mutate) => {
  test('is refused, or makes another spec', () => {
    const complaints: string[] = [];
    for (const [index, text] of parts.entries()) {
      for (let seed = 0; seed < TRIES; seed++)
        complaints.push(...hold(text, { ...mutate(text, new Dice(kind, index, seed)), kind }));
    }
    expect(complaints.slice(0, MOST_SHOWN)).toEqual([]);
  });
});

describe.each(Object.entries(textual))('%s', (kind, mutate) => {
  test('is refused, or makes another spec', () => {
    const complaints: string[] = [];
    for (const [index, text] of parts.entries()) {
      for (let seed = 0; seed < TRIES; seed++)
        complaints.push(...hold(text, { ...mutate(text, new Dice(kind, index, seed)), kind }));
    }
    expect(complaints.slice(0, MOST_SHOWN)).toEqual([]);
  });
});

test('the specs themselves are read without a complaint', () => {
  expect(parts.length).toBeGreaterThan(40);
  for (const text of [...specs, ...parts]) expect(read(Buffer.from(text)).diagnostics).toEqual([]);
});

test('one of them uses every word of the language', () => {
  const used = new Set(everyWord.match(/\w+/g));
  expect([...allWords].filter((word) => !used.has(word))).toEqual([]);
});

/** What is wrong with the reading of a changed spec; nothing, mostly. */
function hold(text: string, mutation: Mutation): string[] {
  const complaints: string[] = [];
  const demand = (holds: boolean, what: string): void => {
    if (!holds)
      complaints.push(`${what}: ${mutation.kind}, ${mutation.told}\n${Buffer.from(mutation.bytes).toString('latin1')}`);
  };
  let reading: SpecReading;
  try {
    reading = read(mutation.bytes);
  } catch (error) {
    demand(false, `it crashes with ${error instanceof Error ? error.stack : String(error)}`);
    return complaints;
  }
  const { spec, diagnostics, source } = reading;
  demand((spec === undefined) === diagnostics.length > 0, 'it is neither refused nor read');
  const lines = source.split('\n');
  for (const { origin, code, message } of diagnostics) {
    const line = lines[origin.start.line - 1];
    demand(
      line !== undefined && origin.start.column >= 1 && origin.start.column <= line.length + 1,
      `${code} at ${origin.start.line}:${origin.start.column} lies outside of the file`,
    );
    demand(!/undefined|\[object/.test(message), `"${message}" is not for a person`);
  }
  if (mutation.kind === 'duplicate a key') demand(spec === undefined, 'a key that appears twice is not refused');
  if (mutation.wrong !== undefined && isWordOfLanguage(mutation.path ?? [])) {
    // A misspelt word is one mistake: it is told at its place, and nothing else is. By chance it may be another word.
    demand(diagnostics.length > 0, 'a misspelt word is not refused');
    const told = diagnostics.map(({ code, message }) => `${code} ${message}`);
    if (!allWords.has(mutation.wrong))
      demand(
        told.length === 1 && told[0]?.includes(JSON.stringify(mutation.wrong)) === true,
        `a misspelt word is not told once, but\n${told.join('\n')}\n`,
      );
  }
  if (spec) {
    const isSame = meaningOf(spec) === meanings.get(text);
    if (isSame) demand(isSameData(text, mutation), 'what was changed was passed over in silence');
    else demand(Buffer.from(mutation.bytes).toString() !== text, 'the same text is read as another spec');
  }
  return complaints;
}

/** The words of the language, wherever they stand. */
const allWords = new Set<string>();
collectWords(specSchema(language));

function collectWords(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties } = schema as { readonly properties?: object };
  for (const word of Object.keys(properties ?? {})) allWords.add(word);
  for (const inner of Object.values(schema)) collectWords(inner);
}

/** Names are given by the author; all other keys are words of the language. */
function isWordOfLanguage(path: readonly (string | number)[]): boolean {
  const [section] = path;
  const word = String(path.at(-1));
  if (!allWords.has(word)) return false;
  // What a choice stands for is looked at where it is used, as often as it is; one that is not chosen, by lint.
  if (section === 'params' && path.includes('choices')) return false;
  if (
    ['params', 'programs', 'peers', 'links', 'data', 'groups', 'blocks'].includes(String(section)) &&
    path.length === 2
  )
    return false;
  const parent = String(path.at(-2));
  if (['data', 'for_any', 'damage', 'run', 'let', 'files'].includes(parent)) return false;
  if (path.at(-3) === 'files' && path.length > 4) return false;
  return !(typeof path.at(-2) === 'number' && path.at(-3) === 'cases') && !['start', 'use'].includes(parent);
}

/** What a spec says, without where it says it. */
function meaningOf(spec: SpecReading['spec']): string {
  return JSON.stringify(spec, (key, value: unknown) =>
    key === 'origin' || (key === 'source' && typeof value === 'string' && value.includes('\n')) ? undefined : value,
  );
}

/** True where the file says the same in other letters. */
function isSameData(text: string, mutation: Mutation): boolean {
  const [before, after] = [
    parseDocument(text).toJS() as unknown,
    parseDocument(Buffer.from(mutation.bytes).toString()).toJS() as unknown,
  ];
  return JSON.stringify(plain(before)) === JSON.stringify(plain(after));
}

/** Ways of writing that mean the same: 04s and 4s, 00ff and 00 FF, and what is said anyway where nothing is said. */
function plain(data: unknown, key = ''): unknown {
  // Which datagrams are meant does not depend on the order in which they are named.
  if (Array.isArray(data) && key === 'takes') return data.map(String).toSorted((a, b) => a.localeCompare(b));
  if (Array.isArray(data) && data.at(-1) === 'rest') return plain(data.slice(0, -1));
  if (Array.isArray(data))
    return data.every((item) => typeof item === 'number')
      ? data.toSorted((a, b) => a - b)
      : data.map((item) => plain(item));
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).filter(
      ([word, value]) => !isDefault(word, value, data as Readonly<Record<string, unknown>>),
    );
    // A verb that stands alone says the same as with its usual value.
    if (JSON.stringify(data) === '{"closed":"cleanly"}' || JSON.stringify(data) === '{"close":"both"}')
      return Object.keys(data)[0];
    return Object.fromEntries(
      entries.map(([word, value]) => [word, plain(value, word)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  if (typeof data !== 'string') return data;
  if (key === 'about') return data.trim();
  if (key === 'hex') return data.replace(/\s+/g, '').toLowerCase();
  return parseDurationMs(data) ?? data.replace(/\$\{\s*(\S*)\s*\}/g, '${$1}').replace(/^([<>]?=) (?=\d)/, '$1');
}

/** What a word means that is left out; `specs/README.md` says it too. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  start: 'at once',
  ready: 'listening',
  points: 1,
  over: 'tcp',
  within: '2s',
  limit: '20s',
  hidden: false,
  tries: 25,
  needs: [],
  tags: [],
  else: 'fail',
};

function isDefault(word: string, value: unknown, map: Readonly<Record<string, unknown>>): boolean {
  // What holds for all checks that say nothing themselves says nothing where each does.
  if ((word === 'within' || word === 'limit') && Array.isArray(map['checks']))
    return map['checks'].every((check: object) => word in check || 'like' in check);
  if (word === 'name' && 'id' in map) return value === String(map['id']).replace(/[-_]+/g, ' ');
  return Object.hasOwn(DEFAULTS, word) && JSON.stringify(DEFAULTS[word]) === JSON.stringify(value);
}
