import { suggest } from '../yaml/near.js';
import { toData, treeAt, type Path } from '../yaml/tree.js';
import { validate } from './generated/validate-spec.js';
import { meantWord, suggestWord } from './meant-words.js';
import { removeWord, renameWord, replaceValue } from './mend.js';
import type { Reading } from './reading.js';
import { pathOf, placeOfMap, type SchemaError, type Sentence } from './schema-error.js';
import { saySchemaError } from './schema-sentences.js';
import { withoutNoise } from './schema-noise.js';
import { top } from './shape-paths.js';
import { refuseUnknownStepWords } from './step-words.js';
import { nameOfMap, sayHome } from './word-homes.js';

/** Each round mends the words of one level; the language has no more levels than this. */
const MOST_ROUNDS = 12;

/**
 * Holds the file against the schema; every mistake becomes a sentence at its place, told once. Unknown words
 * come first, from the outside in: as long as a word is misspelt, all that it holds would be refused for it.
 */
export function validateShape(reading: Reading): void {
  const inserted = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    insertParams(reading, inserted);
    if (refuseWords(reading, { inSteps: false })) continue;
    refuseUnknownStepWords(reading);
    if (!refuseWords(reading, { inSteps: true })) break;
  }
  // What stood under a misspelt word stands under the right one now.
  insertParams(reading, inserted);
  refuseAll(reading);
}

/** A parameter stands for its value wherever a text cannot stand; where one can, it is a value like others. */
function insertParams(reading: Reading, inserted: Set<string>): void {
  if (reading.params.size === 0) return;
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const path of schemaErrors(reading).map(pathOf)) {
      const name = paramAt(reading, path);
      const param = path[0] === top('params')[0] ? undefined : reading.params.get(name);
      // What stands for a parameter has no others in it, nor itself.
      if (!param || path.some((_step, at) => inserted.has(path.slice(0, at + 1).join('\n')))) continue;
      inserted.add(path.join('\n'));
      const { range } = treeAt(reading.tree, path) ?? param.stands;
      replaceValue(reading, path, { ...param.stands, range });
      reading.usedParams.add(name);
      isNew = true;
    }
  }
}

/** The name that stands at a path, behind a $. */
function paramAt(reading: Reading, path: Path): string {
  return /^\$([A-Za-z]\w*)$/.exec(reading.text(path) ?? '')?.[1] ?? '';
}

/** `$framing` where no text can stand: a parameter is meant. */
function sayUnknownParam(reading: Reading, path: Path): Sentence | undefined {
  const names = reading.keys(top('params'));
  const name = paramAt(reading, path);
  if (name === '' || names.length === 0 || names.includes(name)) return undefined;
  return { code: 'E022', message: `there is no parameter "${name}"`, suggestion: suggest(name, names) };
}

/** What is wrong with a parameter is told where it is declared, and not where it stands. */
function isRefusedParam(reading: Reading, path: Path): boolean {
  const name = paramAt(reading, path);
  return reading.has([...top('params'), name]) && !reading.params.has(name);
}

/** True when there was an unknown word. What stands in steps is looked at last, once all actors are known. */
function refuseWords(reading: Reading, { inSteps }: { readonly inSteps: boolean }): boolean {
  const unknown = schemaErrors(reading).filter(
    (error) => error.keyword === 'additionalProperties' && (inSteps || !isInSteps(pathOf(error))),
  );
  for (const error of unknown) refuseWord(reading, error);
  return unknown.length > 0;
}

/** A block may be a list of steps by itself. */
function isInSteps(path: Path): boolean {
  return path.includes('steps') || (path[0] === top('blocks')[0] && path.length > 2);
}

function schemaErrors(reading: Reading): readonly SchemaError[] {
  const check = validate as unknown as { (data: unknown): boolean; readonly errors?: readonly SchemaError[] | null };
  return check(toData(reading.tree)) ? [] : (check.errors ?? []);
}

function refuseWord(reading: Reading, error: SchemaError): void {
  const map = pathOf(error);
  const word = String(error.params['additionalProperty']);
  const path = [...map, word];
  const known = Object.keys(error.parentSchema['properties'] ?? {});
  const home = sayHome(reading.language, path, nameOfMap(reading.language, error.parentSchema), known);
  reading.report({
    code: 'E012',
    path,
    on: 'key',
    message: `unknown word "${word}" ${placeOfMap(reading, error)}`,
    suggestion: home ?? suggestWord(word, known),
  });
  const meant =
    home === undefined
      ? meantWord(
          word,
          known.filter((right) => !reading.has([...map, right])),
        )
      : undefined;
  if (meant !== undefined) renameWord(reading, path, meant);
  else removeWord(reading, path);
}

function refuseAll(reading: Reading): void {
  const errors = withoutNoise(schemaErrors(reading)).filter((error) => !isConsequence(reading, error));
  for (const error of errors) {
    const path = pathOf(error);
    const guessed = [path, path.slice(0, -1)].find((place) => reading.isGuessed(place));
    if (guessed) {
      // What was written does not fit the word that was guessed: another one was meant.
      reading.markInvalid(guessed);
      reading.markIncomplete(guessed.slice(0, -1));
      continue;
    }
    if (isRefusedParam(reading, path)) {
      reading.markInvalid(path);
      continue;
    }
    const sentence = sayUnknownParam(reading, path) ?? saySchemaError(reading, path, error);
    if (!sentence) continue;
    const at = sentence.path ?? path;
    reading.report({ ...sentence, path: at });
    // What is missing makes a map incomplete; the rest of it can still be read.
    if (error.keyword === 'required') reading.markIncomplete(at);
    else reading.markInvalid(at);
  }
}

/** A word that nobody understood may be the one that is missing now. */
function isConsequence(reading: Reading, error: SchemaError): boolean {
  const missing =
    error.keyword === 'required'
      ? (error.params['all'] as readonly string[]).length
      : error.keyword === 'minProperties'
        ? 1
        : Number.POSITIVE_INFINITY;
  return missing <= reading.holesIn(pathOf(error));
}
