import { parseDurationMs } from '../model/duration.js';
import type { Words } from '../model/language.js';
import type { FrameSpec, LinkSpec, PeerSpec } from '../model/spec.js';
import { toData, treeAt, type Path } from '../yaml/tree.js';
import { demandActor } from './demand-actor.js';
import { readExpectation, readPredicates, type ExpectationPlace } from './read-expectation.js';
import { readAssignments, readExpression } from './read-expression.js';
import { PATH_ADVICE, pathProblem } from './read-files.js';
import { readPattern, type Keep } from './read-pattern.js';
import { readSize, readValue } from './read-value.js';
import type { InnerSteps } from './read-inner.js';
import type { Reading } from './reading.js';
import type { Sight } from './sight.js';

/** What a map's words are read with: where it stands, what is in sight, who acts. */
export interface Surroundings {
  readonly sight: Sight;
  /** Takes what a step keeps; absent where nothing can be kept. */
  readonly keep?: Keep;
  readonly peer?: PeerSpec;
  readonly frame?: FrameSpec;
  readonly link?: LinkSpec;
  /** The steps inside of this one; absent for maps that have none. */
  readonly inner?: InnerSteps;
  /** Ends the loop around; false where there is none. */
  readonly leaves?: () => boolean;
}

/** The words of the map at a path, for the registries' own `read`. */
export function wordsAt(reading: Reading, path: Path, around: Surroundings): Words {
  const at = (word: string): Path => [...path, word];
  const place: ExpectationPlace = {
    sight: around.sight,
    ...(around.keep && { keep: around.keep }),
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
    predicates: (word, { keeps } = { keeps: true }) =>
      readPredicates(reading, at(word), keeps ? place : { sight: place.sight, isStream: place.isStream }),
    pattern: (word) => readPattern(reading, at(word)),
    copies: (word, of) => around.inner?.copies(path, word, of) ?? [],
    loop: (word, loop) => around.inner?.loop(path, word, loop) ?? { steps: [], isLeft: false },
    ways: (word) => around.inner?.ways(at(word)) ?? [],
    block: (word) =>
      around.inner?.block(at(word), around.sight) ?? { block: reading.text(at(word)) ?? '', values: [], steps: [] },
    leaves: () => around.leaves?.() ?? false,
    keeps: (word, held) => {
      const name = reading.text(at(word));
      if (name !== undefined) around.keep?.(name, { held, told: true }, { path: at(word) });
      return name;
    },
    expression: (word, held) => {
      const source = reading.text(at(word));
      return source === undefined
        ? undefined
        : readExpression(reading, { path: at(word), source, wants: { held, by: word } }, around.sight);
    },
    assignments: (word) => {
      const made = readAssignments(reading, at(word), around.sight);
      for (const { name, expression } of made)
        around.keep?.(name, expression, { path: [...at(word), name], on: 'key' });
      return made;
    },
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
    demandPath: (word) => {
      const message = pathProblem(reading.text(at(word)) ?? '');
      if (message !== undefined) reading.report({ code: 'E046', path: at(word), message, suggestion: PATH_ADVICE });
    },
    actor: (word, name, kinds) => !reading.isIncomplete(path) && demandActor(reading, at(word), name, kinds),
  };
}
