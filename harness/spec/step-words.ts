import { nearest, suggest } from '../yaml/near.js';
import type { Reading } from './reading.js';
import type { Path } from '../yaml/tree.js';

/**
 * Looks through every step for words that are neither part of the language nor the name of an actor.
 * This goes before the schema, which could not tell a misspelt verb from an unknown actor.
 * Returns the paths of the words that it refused.
 */
export function refuseUnknownStepWords(reading: Reading): Path[] {
  const refused: Path[] = [];
  const modifiers = Object.values(reading.language.steps).flatMap((step) => Object.keys(step.modifiers));
  const words = [...new Set([...Object.keys(reading.language.steps), ...modifiers, 'hint'])];
  const actors = reading.actors();

  const refuse = (path: Path, mayBeActor: boolean): void => {
    const key = String(path.at(-1));
    // What stands behind an actor's name is a verb or a map of verbs; behind a verb it is hardly ever.
    const looksLikeActor = mayBeActor && !nearest(key, words) && (nearest(key, actors) !== undefined || reading.kind(path) === 'map' || words.includes(reading.text(path) ?? ''));
    refused.push(path);
    reading.report(
      looksLikeActor
        ? { code: 'E021', path, on: 'key', message: `there is no actor "${key}" (actors: ${actors.join(', ') || 'none'})`, suggestion: suggest(key, actors) }
        : { code: 'E012', path, on: 'key', message: `unknown word "${key}" in a step`, suggestion: suggest(key, mayBeActor ? [...words, ...actors] : words) },
    );
  };
  const visitSteps = (path: Path): void => {
    for (let index = 0; index < reading.count(path); index++) visitStep([...path, index], true);
  };
  const visitStep = (path: Path, mayNameActor: boolean): void => {
    for (const key of reading.keys(path)) {
      const at = [...path, key];
      if (words.includes(key)) {
        if (reading.kind([...at, 'steps']) === 'list') visitSteps([...at, 'steps']);
      } else if (mayNameActor && actors.includes(key)) visitStep(at, false);
      else refuse(at, mayNameActor);
    }
  };

  for (let check = 0; check < reading.count(['checks']); check++) visitSteps(['checks', check, 'steps']);
  return refused;
}
