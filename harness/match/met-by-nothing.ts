import type { Predicate } from '../model/matcher.js';
import type { Value } from '../model/value.js';
import { findPattern } from './pattern.js';

/** True where the predicates hold before a single byte has come, whatever the run brings. */
export function areMetByNothing(predicates: readonly Predicate[]): boolean {
  return predicates.length > 0 && predicates.every(isMetByNothing);
}

/**
 * True where they hold for nothing and for anything else. A pattern with both its ends (`^\s*$`) is met by nothing too,
 * but not by a program that has printed something by then.
 */
export function areMetByAnything(predicates: readonly Predicate[]): boolean {
  return (
    areMetByNothing(predicates) &&
    predicates.every(
      (predicate) =>
        predicate.kind !== 'equals' &&
        (predicate.kind !== 'match' || findPattern(predicate.pattern, ANYTHING_ELSE) !== undefined),
    )
  );
}

/** What nobody asks for. */
const ANYTHING_ELSE = Uint8Array.of(1, 10, 2);

/** True for a value that is certainly empty. */
export function isNothing(value: Value): boolean {
  switch (value.kind) {
    case 'template':
      return value.parts.every((part) => 'text' in part && part.text === '');
    case 'payload':
      return value.payload.kind === 'hex' && value.payload.hex === '';
    case 'variable':
      return false;
  }
}

function isMetByNothing(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'equals':
    case 'starts':
    case 'ends':
    case 'contains':
      return isNothing(predicate.value);
    case 'match':
      // A pattern that was refused is empty.
      return predicate.pattern !== '' && findPattern(predicate.pattern, new Uint8Array()) !== undefined;
    case 'not':
      return false;
  }
}
