import { parseDurationMs } from '../model/duration.js';
import type { Words } from '../model/language.js';
import type { FrameSpec, LinkSpec, PeerSpec, Step } from '../model/spec.js';
import { toData, treeAt, type Path } from '../yaml/tree.js';
import { demandActor } from './demand-actor.js';
import { readExpectation, readPredicates, type ExpectationPlace } from './read-expectation.js';
import { readPattern, readSize, readValue } from './read-value.js';
import type { Reading } from './reading.js';
import type { InSight } from './sight.js';

/** What a map's words are read with: where it stands, what is in sight, who acts. */
export interface Surroundings {
  readonly sight: InSight;
  readonly peer?: PeerSpec;
  readonly frame?: FrameSpec;
  readonly link?: LinkSpec;
  readonly readSteps: (path: Path, inner: { readonly bind: readonly string[]; readonly acting?: string }) => Step[];
}

/** The words of the map at a path, for the registries' own `read`. */
export function wordsAt(reading: Reading, path: Path, around: Surroundings): Words {
  const at = (word: string): Path => [...path, word];
  const place: ExpectationPlace = {
    sight: around.sight,
    isStream: around.peer?.over === 'tcp' && around.frame?.name === 'raw',
  };
  return {
    peer: around.peer,
    frame: around.frame,
    link: around.link,
    has: (word) => reading.has(at(word)),
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
    value: (word) => (reading.has(at(word)) ? readValue(reading, at(word), around.sight) : undefined),
    values: (word) => reading.items(at(word)).map((item) => readValue(reading, item, around.sight)),
    expectation: (word) => (reading.has(at(word)) ? readExpectation(reading, at(word), place) : undefined),
    predicates: (word) => readPredicates(reading, at(word), place),
    pattern: (word) => readPattern(reading, at(word)),
    steps: (word, inner) =>
      around.readSteps(at(word), {
        bind: inner?.bind ?? [],
        ...(inner?.acting !== undefined && { acting: inner.acting }),
      }),
    inside: (word) => wordsAt(reading, at(word), around),
    problem: ({ code, at: word, on, message, suggestion }) => {
      // A word of this map is not known: what is said of the others may be a consequence.
      if (reading.isIncomplete(path)) return;
      reading.report({
        code,
        path: word === undefined ? path : at(word),
        on: word === undefined || on === 'value' ? 'value' : 'key',
        message,
        ...(suggestion !== undefined && { suggestion }),
      });
    },
    actor: (word, name, kinds) => !reading.isIncomplete(path) && demandActor(reading, at(word), name, kinds),
  };
}
