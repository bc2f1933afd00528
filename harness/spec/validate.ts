import { toData } from '../yaml/tree.js';
import { validate } from './generated/validate-spec.js';
import { meantWord, suggestWord } from './meant-words.js';
import { removeWord, renameWord } from './mend.js';
import type { Reading } from './reading.js';
import { pathOf, placeOfMap, type SchemaError } from './schema-error.js';
import { saySchemaError } from './schema-sentences.js';
import { withoutNoise } from './schema-noise.js';
import { refuseUnknownStepWords } from './step-words.js';
import { nameOfMap, sayHome } from './word-homes.js';

/** Each round mends the words of one level; the language has no more levels than this. */
const MOST_ROUNDS = 12;

/**
 * Holds the file against the schema; every mistake becomes a sentence at its place, told once. Unknown words
 * come first, from the outside in: as long as a word is misspelt, all that it holds would be refused for it.
 */
export function validateShape(reading: Reading): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (refuseWords(reading, { inSteps: false })) continue;
    refuseUnknownStepWords(reading);
    if (!refuseWords(reading, { inSteps: true })) break;
  }
  refuseAll(reading);
}

/** True when there was an unknown word. What stands in steps is looked at last, once all actors are known. */
function refuseWords(reading: Reading, { inSteps }: { readonly inSteps: boolean }): boolean {
  const unknown = schemaErrors(reading).filter(
    (error) => error.keyword === 'additionalProperties' && (inSteps || !pathOf(error).includes('steps')),
  );
  for (const error of unknown) refuseWord(reading, error);
  return unknown.length > 0;
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
    const sentence = saySchemaError(reading, path, error);
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
