import type { Expectation, Predicate } from '../model/matcher.js';
import { areMetByNothing } from '../match/met-by-nothing.js';
import type { Path } from '../yaml/tree.js';
import type { Expectation as AuthoredExpectation, Predicates as AuthoredPredicates } from './generated/authored.js';
import { refuseIdlePredicates } from './idle-predicates.js';
import { readPattern, type Keep } from './read-pattern.js';
import { PAYLOAD_WORDS, readSize, readValue } from './read-value.js';
import type { Reading } from './reading.js';
import { pathsIn, type WordOf } from './shape-paths.js';
import type { Sight } from './sight.js';

const PREDICATES = [
  'starts',
  'ends',
  'contains',
  'match',
  'not',
] as const satisfies readonly WordOf<AuthoredPredicates>[];

/** These say by themselves what is waited for. */
const ALONE = [
  'raw',
  'any',
  'any_bytes',
  'unordered',
  'eventually',
] as const satisfies readonly WordOf<AuthoredExpectation>[];

/** What an expectation is read with. */
export interface ExpectationPlace {
  readonly sight: Sight;
  /** Takes what the named groups of a pattern keep; absent where they can keep nothing. */
  readonly keep?: Keep;
  /** The bytes come as a stream that nothing cuts into messages. */
  readonly isStream: boolean;
}

/** Demands at a path: text means exactly that; the words of a map must all hold. */
export function readPredicates(reading: Reading, path: Path, place: ExpectationPlace): Predicate[] {
  const at = pathsIn<AuthoredPredicates>(path);
  if (reading.text(path) !== undefined) return [{ kind: 'equals', value: readValue(reading, path, place.sight) }];
  const predicates = PREDICATES.filter((kind) => reading.has(at(kind))).map((kind): Predicate => {
    if (place.isStream && (kind === 'ends' || kind === 'not')) refuseOnStream(reading, at(kind), kind);
    if (kind === 'match') return { kind, pattern: readPattern(reading, at(kind), place.keep) ?? '' };
    // What a message is not like has nothing in it to be kept.
    if (kind === 'not')
      return { kind, predicates: readPredicates(reading, at(kind), { sight: place.sight, isStream: false }) };
    return { kind, value: readValue(reading, at(kind), place.sight) };
  });
  refuseIdlePredicates(reading, path, predicates);
  return predicates;
}

/** What an `expect` waits for. */
export function readExpectation(reading: Reading, path: Path, place: ExpectationPlace): Expectation {
  const expectation = readWhole(reading, path, place);
  if (waitsForNothing(expectation, place))
    reading.report({
      code: 'E077',
      path,
      message: 'this is met before anything has come, so no program can fail it',
      suggestion: place.isStream
        ? 'say what must come: some bytes of it, or how many, like { any: 5 }; or that nothing comes, with `quiet`'
        : 'say how many must come; or that nothing comes, with `quiet`',
    });
  return expectation;
}

function waitsForNothing(expectation: Expectation, { isStream }: ExpectationPlace): boolean {
  if ('count' in expectation) return expectation.count === 0;
  if (expectation.kind === 'unordered') return false;
  const comesAsBytes = isStream || (expectation.kind === 'next' && expectation.raw);
  return comesAsBytes && areMetByNothing(expectation.predicates);
}

function readWhole(reading: Reading, path: Path, place: ExpectationPlace): Expectation {
  const at = pathsIn<AuthoredExpectation>(path);
  refuseMixture(reading, path);
  switch (ALONE.find((word) => reading.has(at(word)))) {
    case 'raw':
      return {
        kind: 'next',
        raw: true,
        predicates: [{ kind: 'equals', value: readValue(reading, at('raw'), place.sight) }],
      };
    case 'any': {
      const count = readSize(reading, at('any'), place.sight) ?? 1;
      return { kind: place.isStream ? 'any-bytes' : 'any', count };
    }
    case 'any_bytes':
      return { kind: 'any-bytes', count: readSize(reading, at('any_bytes'), place.sight) ?? 1 };
    case 'unordered':
      if (place.isStream) refuseOnStream(reading, at('unordered'), 'unordered');
      return {
        kind: 'unordered',
        values: reading.items(at('unordered')).map((item) => readValue(reading, item, place.sight)),
      };
    case 'eventually':
      return { kind: 'eventually', predicates: readPredicates(reading, at('eventually'), place) };
    case undefined:
      if (isPayload(reading, path))
        return {
          kind: 'next',
          raw: false,
          predicates: [{ kind: 'equals', value: readValue(reading, path, place.sight) }],
        };
      return { kind: 'next', raw: false, predicates: readPredicates(reading, path, place) };
  }
}

function isPayload(reading: Reading, path: Path): boolean {
  return reading.keys(path).some((word) => PAYLOAD_WORDS.includes(word));
}

function refuseMixture(reading: Reading, path: Path): void {
  const words = reading.keys(path);
  const kindOf = (word: string): string =>
    PAYLOAD_WORDS.includes(word) ? 'payload' : (ALONE as readonly string[]).includes(word) ? word : 'predicate';
  const [first] = words;
  const stranger = first === undefined ? undefined : words.find((word) => kindOf(word) !== kindOf(first));
  if (first === undefined || stranger === undefined) return;
  reading.report({
    code: 'E016',
    path: [...path, stranger],
    on: 'key',
    message: `"${first}" and "${stranger}" do not go together in one expectation`,
    suggestion: `only ${PREDICATES.join(', ')} may be combined; write two steps otherwise`,
  });
}

/** A stream shows its end only when it is closed: such a demand could not be met before. */
function refuseOnStream(reading: Reading, path: Path, word: string): void {
  reading.report({
    code: 'E044',
    path,
    on: 'key',
    message: `"${word}" looks at whole messages, and without a frame there are none: bytes just come`,
    suggestion:
      word === 'unordered'
        ? 'give the peer a frame, like `frame: line`'
        : 'give the peer a frame, like `frame: line`, or look for something in the stream with contains or match',
  });
}
