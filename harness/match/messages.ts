import type { MessageOfStep } from '../model/language.js';
import type { Expectation, Predicate } from '../model/matcher.js';

/** The messages that an expectation waits for in a frame, and what must stand in them. */
export function messagesOf(expectation: Expectation): readonly MessageOfStep[] {
  switch (expectation.kind) {
    case 'next':
      return expectation.raw ? [] : expectation.predicates.flatMap(messagesOfPredicate);
    case 'eventually':
      return expectation.predicates.flatMap(messagesOfPredicate);
    case 'unordered':
      return expectation.values.map((value) => ({ value, as: 'whole' }));
    case 'any':
    case 'any-bytes':
    case 'collect':
      return [];
  }
}

function messagesOfPredicate(predicate: Predicate): readonly MessageOfStep[] {
  switch (predicate.kind) {
    case 'equals':
      return [{ value: predicate.value, as: 'whole' }];
    case 'starts':
    case 'ends':
    case 'contains':
      return [{ value: predicate.value, as: 'part' }];
    case 'match':
    case 'not':
      return [];
  }
}
