import { nearest, suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { refuseBlockWords } from './block-words.js';
import { meantWord, suggestWord } from './meant-words.js';
import { removeWord, renameWord } from './mend.js';
import type { Block, Branch, Check } from './generated/authored.js';
import { EVERYONE, SECTIONS, type Reading } from './reading.js';
import { pathsIn, top, type WordOf } from './shape-paths.js';
import { sayHome } from './word-homes.js';

/** Where the words of a step stand: inside of an actor's, beside it, or in a way of `either`, which has a `then` too. */
type Place = 'actor' | 'list' | 'way';

/**
 * Looks through every step for words that are neither part of the language nor the name of an actor.
 * This goes before the schema, which could not tell a misspelt verb from an unknown actor.
 */
export function refuseUnknownStepWords(reading: Reading): void {
  for (const path of placesOfSteps(reading)) new StepWords(reading).visitSteps(path);
}

/** The lists of steps that do not stand in others. */
function placesOfSteps(reading: Reading): Path[] {
  const blocks = reading.keys(top('blocks')).map((name) => [...top('blocks'), name]);
  return [
    ...reading.items(top('checks')).map((check) => pathsIn<Check>(check)('steps')),
    ...blocks.map((path) => (reading.kind(path) === 'list' ? path : pathsIn<Block>(path)('steps'))),
  ];
}

class StepWords {
  private readonly reading: Reading;
  private readonly words: readonly string[];
  private readonly actors: readonly string[];

  constructor(reading: Reading) {
    this.reading = reading;
    this.words = [...reading.stepWords];
    this.actors = reading.actors();
  }

  visitSteps(path: Path, place: Place = 'list'): void {
    for (const step of this.reading.items(path)) this.visitStep(step, place);
  }

  private visitStep(path: Path, place: Place): void {
    refuseBlockWords(this.reading, path, [
      ...this.wordsAt(place),
      ...(place === 'actor' ? [] : [...this.actors, EVERYONE]),
    ]);
    for (const key of this.reading.keys(path)) {
      const isActor = place !== 'actor' && (this.actors.includes(key) || key === EVERYONE);
      const isKnown = isActor || this.wordsAt(place).includes(key);
      const right = isKnown ? key : this.refuse([...path, key], place);
      if (right !== undefined) this.visitInner([...path, right], right);
    }
  }

  private visitInner(path: Path, word: string): void {
    if (word === THEN) {
      if (this.reading.kind(path) === 'list') this.visitSteps(path);
      else this.visitStep(path, 'list');
    } else if (!this.words.includes(word)) this.visitStep(path, 'actor');
    else if (this.reading.kind([...path, 'steps']) === 'list') this.visitSteps([...path, 'steps']);
    else if (word === 'either') this.visitSteps(path, 'way');
  }

  private wordsAt(place: Place): readonly string[] {
    return place === 'way' ? [...this.words, THEN] : this.words;
  }

  /** The word that was meant, where that is clear: reading goes on with it. */
  private refuse(path: Path, place: Place): string | undefined {
    const { reading, actors } = this;
    const map = path.slice(0, -1);
    const key = String(path.at(-1));
    const words = this.wordsAt(place);
    const verbs = Object.keys(reading.language.steps);
    const among = (known: readonly string[]): readonly string[] => (place === 'actor' ? known : [...known, ...actors]);
    // What a step lacks is likelier than what it may have besides: "ise" is "use" where there is no verb, else "is".
    const lacksVerb = !reading.keys(map).some((word) => verbs.includes(word));
    const likely = among(words.filter((word) => verbs.includes(word)));
    const candidates = lacksVerb && nearest(key, likely) !== undefined ? likely : among(words);
    const free = (known: readonly string[]): string[] => known.filter((word) => !reading.has([...map, word]));
    const isActor = place !== 'actor' && key !== THEN && this.looksLikeActor(path, key, words);
    const home = isActor ? undefined : sayHome(reading.language, path, 'a step', words);
    if (isActor) this.refuseActor(path, key);
    else
      reading.report({
        code: 'E012',
        path,
        on: 'key',
        message: `unknown word "${key}" in a step`,
        suggestion: home ?? suggestWord(key, candidates, verbs),
      });
    const meant =
      home !== undefined ? undefined : isActor ? nearest(key, free(actors)) : meantWord(key, free(candidates));
    if (meant !== undefined) {
      renameWord(reading, path, meant);
      return meant;
    }
    if (isActor) this.visitStep(path, 'actor');
    removeWord(reading, path);
    return undefined;
  }

  private refuseActor(path: Path, name: string): void {
    const { reading, actors } = this;
    if (!reading.knowsAll(SECTIONS)) return;
    reading.report({
      code: 'E021',
      path,
      on: 'key',
      message: `there is no actor "${name}"`,
      suggestion:
        nearest(name, [...actors, EVERYONE]) === undefined
          ? `the actors are: ${actors.join(', ') || 'none'}`
          : suggest(name, [...actors, EVERYONE]),
    });
  }

  /** What stands behind an actor's name is a verb or a map of verbs; behind a verb it is hardly ever. */
  private looksLikeActor(path: Path, key: string, words: readonly string[]): boolean {
    const { reading, actors } = this;
    if (nearest(key, actors) !== undefined && nearest(key, words) === undefined) return true;
    if (meantWord(key, words) !== undefined) return false;
    return (
      words.includes(reading.text(path) ?? '') ||
      reading.keys(path).some((word) => words.includes(word) || nearest(word, words) !== undefined)
    );
  }
}

const THEN = 'then' satisfies WordOf<Branch>;
