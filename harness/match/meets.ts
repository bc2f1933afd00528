import { equalBytes, indexOfBytes } from '../model/bytes.js';
import { evaluate, type Sight } from '../value/evaluate.js';
import type { Predicate } from '../model/matcher.js';
import { captureGroups, findPattern } from './pattern.js';

/** True when the message meets every predicate. */
export function meets(predicates: readonly Predicate[], message: Uint8Array, sight: Sight): boolean {
  return predicates.every((predicate) => meetsOne(predicate, message, sight));
}

/** The first predicate that the message does not meet. */
export function firstUnmet(predicates: readonly Predicate[], message: Uint8Array, sight: Sight): Predicate | undefined {
  return predicates.find((predicate) => !meetsOne(predicate, message, sight));
}

/** What the named groups of the patterns take of a message that meets the predicates. */
export function captures(predicates: readonly Predicate[], message: Uint8Array): Readonly<Record<string, Uint8Array>> {
  return Object.assign(
    {},
    ...predicates.map((predicate) => (predicate.kind === 'match' ? captureGroups(predicate.pattern, message) : {})),
  ) as Readonly<Record<string, Uint8Array>>;
}

function meetsOne(predicate: Predicate, message: Uint8Array, sight: Sight): boolean {
  switch (predicate.kind) {
    case 'equals':
      return equalBytes(message, evaluate(predicate.value, sight));
    case 'starts': {
      const start = evaluate(predicate.value, sight);
      return equalBytes(message.subarray(0, start.length), start);
    }
    case 'ends': {
      const end = evaluate(predicate.value, sight);
      return message.length >= end.length && equalBytes(message.subarray(message.length - end.length), end);
    }
    case 'contains':
      return indexOfBytes(message, evaluate(predicate.value, sight)) >= 0;
    case 'match':
      return findPattern(predicate.pattern, message) !== undefined;
    case 'not':
      return !meets(predicate.predicates, message, sight);
  }
}

/**
 * How far into a stream without messages the predicates are met: the offset behind the last byte that
 * they needed, or undefined while they are not.
 */
export function metUpTo(predicates: readonly Predicate[], arrived: Uint8Array, sight: Sight): number | undefined {
  let end = 0;
  for (const predicate of predicates) {
    const reached = reach(predicate, arrived, sight);
    if (reached === undefined) return undefined;
    end = Math.max(end, reached);
  }
  return end;
}

/** True where the stream has begun in a way that cannot meet the predicates any more. */
export function isExcluded(predicates: readonly Predicate[], arrived: Uint8Array, sight: Sight): boolean {
  return predicates.some((predicate) => {
    if (predicate.kind !== 'equals' && predicate.kind !== 'starts') return false;
    const wanted = evaluate(predicate.value, sight);
    const length = Math.min(wanted.length, arrived.length);
    return !equalBytes(arrived.subarray(0, length), wanted.subarray(0, length));
  });
}

function reach(predicate: Predicate, arrived: Uint8Array, sight: Sight): number | undefined {
  switch (predicate.kind) {
    case 'equals':
    case 'starts': {
      const wanted = evaluate(predicate.value, sight);
      return equalBytes(arrived.subarray(0, wanted.length), wanted) ? wanted.length : undefined;
    }
    case 'contains': {
      const wanted = evaluate(predicate.value, sight);
      const at = indexOfBytes(arrived, wanted);
      return at < 0 ? undefined : at + wanted.length;
    }
    case 'match':
      return findPattern(predicate.pattern, arrived)?.end;
    case 'ends':
    case 'not':
      // Refused on a raw frame when the spec is read: a stream has no end to look at before it is closed.
      return undefined;
  }
}
