import { parseDurationMs } from '../model/duration.js';
import type { ActorKind, Words } from '../model/language.js';
import type { FrameSpec, PeerSpec, Step } from '../model/spec.js';
import { suggest } from '../yaml/near.js';
import { readExpectation, readPattern, readPredicates, readSize, readValue, type InSight } from './read-value.js';
import type { Reading } from './reading.js';
import { toData, treeAt, type Path } from '../yaml/tree.js';

/** What a map's words are read with: where it stands, what is in sight, who acts. */
export interface Surroundings {
  readonly sight: InSight;
  readonly peer?: PeerSpec;
  readonly frame?: FrameSpec;
  readonly readSteps: (path: Path, inner: { readonly bind: readonly string[]; readonly acting?: string }) => Step[];
}

/** The words of the map at a path, for the registries' own `read`. */
export function wordsAt(reading: Reading, path: Path, around: Surroundings): Words {
  const at = (word: string): Path => [...path, word];
  return {
    peer: around.peer,
    frame: around.frame,
    has: (word) => reading.keys(path).includes(word),
    data: (word) => {
      const tree = treeAt(reading.tree, at(word));
      return tree && toData(tree);
    },
    text: (word) => reading.text(at(word)),
    number: (word) => reading.number(at(word)),
    durationMs: (word) => parseDurationMs(reading.text(at(word)) ?? ''),
    share: (word) => {
      const text = reading.text(at(word));
      return text === undefined ? undefined : Number.parseFloat(text) / 100;
    },
    size: (word) => readSize(reading, at(word), around.sight),
    value: (word) => (reading.keys(path).includes(word) ? readValue(reading, at(word), around.sight) : undefined),
    values: (word) => Array.from({ length: reading.count(at(word)) }, (_, index) => readValue(reading, [...at(word), index], around.sight)),
    expectation: (word) => (reading.keys(path).includes(word) ? readExpectation(reading, at(word), around.sight) : undefined),
    predicates: (word) => readPredicates(reading, at(word), around.sight),
    pattern: (word) => readPattern(reading, at(word)),
    steps: (word, inner) => around.readSteps(at(word), { bind: inner?.bind ?? [], ...(inner?.acting !== undefined && { acting: inner.acting }) }),
    inside: (word) => wordsAt(reading, at(word), around),
    problem: ({ code, at: word, message, suggestion }) =>
      reading.report({ code, path: word === undefined ? path : at(word), ...(word !== undefined && { on: 'key' as const }), message, ...(suggestion !== undefined && { suggestion }) }),
    actor: (word, name, kinds) => demandActor(reading, at(word), name, kinds),
  };
}

const SECTIONS: Readonly<Record<Exclude<ActorKind, 'none'>, 'programs' | 'peers' | 'links'>> = { program: 'programs', peer: 'peers', link: 'links' };

/** Reports where the name is no actor of these kinds. */
export function demandActor(reading: Reading, path: Path, name: string, kinds: readonly ActorKind[]): boolean {
  const known = kinds.flatMap((kind) => (kind === 'none' ? [] : reading.keys([SECTIONS[kind]])));
  if (known.includes(name)) return true;
  const noun = kinds.map((kind) => (kind === 'none' ? '' : kind)).join(' or ');
  const other = reading.actors().includes(name) ? `"${name}" is no ${noun}` : `there is no ${noun} "${name}"`;
  reading.report({ code: 'E021', path, message: `${other} (${noun}s: ${known.join(', ') || 'none'})`, suggestion: suggest(name, known) });
  return false;
}
