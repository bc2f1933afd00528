import { nearest, suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { meantWord, suggestWord } from './meant-words.js';
import { removeWord, renameWord } from './mend.js';
import type { Check } from './generated/authored.js';
import { SECTIONS, type Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';
import { sayHome } from './word-homes.js';

/**
 * Looks through every step for words that are neither part of the language nor the name of an actor.
 * This goes before the schema, which could not tell a misspelt verb from an unknown actor.
 */
export function refuseUnknownStepWords(reading: Reading): void {
  const words = [...reading.stepWords];
  const actors = reading.actors();

  const visitSteps = (path: Path): void => {
    for (const step of reading.items(path)) visitStep(step, { mayNameActor: true });
  };
  const visitStep = (path: Path, { mayNameActor }: { readonly mayNameActor: boolean }): void => {
    for (const key of reading.keys(path)) {
      const right =
        words.includes(key) || (mayNameActor && actors.includes(key)) ? key : refuse([...path, key], mayNameActor);
      if (right === undefined) continue;
      const at = [...path, right];
      if (!words.includes(right)) visitStep(at, { mayNameActor: false });
      else if (reading.kind([...at, 'steps']) === 'list') visitSteps([...at, 'steps']);
    }
  };
  /** The word that was meant, where that is clear: reading goes on with it. */
  const refuse = (path: Path, mayNameActor: boolean): string | undefined => {
    const map = path.slice(0, -1);
    const key = String(path.at(-1));
    const free = (known: readonly string[]): string[] => known.filter((word) => !reading.has([...map, word]));
    const isActor = mayNameActor && looksLikeActor(path, key);
    const home = isActor ? undefined : sayHome(reading.language, path, 'a step', words);
    if (isActor) {
      if (reading.knowsAll(SECTIONS))
        reading.report({
          code: 'E021',
          path,
          on: 'key',
          message: `there is no actor "${key}"`,
          suggestion:
            nearest(key, actors) === undefined
              ? `the actors are: ${actors.join(', ') || 'none'}`
              : suggest(key, actors),
        });
    } else {
      reading.report({
        code: 'E012',
        path,
        on: 'key',
        message: `unknown word "${key}" in a step`,
        suggestion:
          home ?? suggestWord(key, mayNameActor ? [...words, ...actors] : words, Object.keys(reading.language.steps)),
      });
    }
    const meant =
      home !== undefined
        ? undefined
        : isActor
          ? nearest(key, free(actors))
          : meantWord(key, free(mayNameActor ? [...words, ...actors] : words));
    if (meant !== undefined) {
      renameWord(reading, path, meant);
      return meant;
    }
    if (isActor) visitStep(path, { mayNameActor: false });
    removeWord(reading, path);
    return undefined;
  };
  /** What stands behind an actor's name is a verb or a map of verbs; behind a verb it is hardly ever. */
  const looksLikeActor = (path: Path, key: string): boolean => {
    if (nearest(key, actors) !== undefined && nearest(key, words) === undefined) return true;
    if (meantWord(key, words) !== undefined) return false;
    return (
      words.includes(reading.text(path) ?? '') ||
      reading.keys(path).some((word) => words.includes(word) || nearest(word, words) !== undefined)
    );
  };

  for (const check of reading.items(top('checks'))) visitSteps(pathsIn<Check>(check)('steps'));
}
