import type { Expectation, Predicate } from '../model/matcher.js';
import type { Payload, Size, TemplatePart, Value } from '../model/value.js';
import { evaluate, type Sight } from '../value/evaluate.js';

/**
 * A value as its author thinks of it: `"hello"`, `$big`, `100000 bytes of text`. Where a run gives it a value (`sight`)
 * that is a short text, that is said instead of its names.
 */
export function describeValue(value: Value, sight?: Sight): string {
  const text = sight && value.kind !== 'payload' ? shortText(value, sight) : undefined;
  if (text !== undefined) return JSON.stringify(text);
  switch (value.kind) {
    case 'variable':
      return `$${value.name}`;
    case 'payload':
      return describePayload(value.payload);
    case 'template':
      return JSON.stringify(value.parts.map(describePart).join(''));
  }
}

/** Longer ones are better known by their names. */
const SHORT_BYTES = 60;

function shortText(value: Value, sight: Sight): string | undefined {
  try {
    const bytes = evaluate(value, sight);
    return bytes.length > SHORT_BYTES ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // It has no value here, or is no text.
    return undefined;
  }
}

function describePart(part: TemplatePart): string {
  if ('text' in part) return part.text;
  return `\${${'name' in part ? part.name : part.expression.source}}`;
}

export function describePayload(payload: Payload): string {
  switch (payload.kind) {
    case 'hex':
      return `the bytes ${payload.hex.length > 32 ? `${payload.hex.slice(0, 32)}…` : payload.hex}`;
    case 'text':
      return `${describeSize(payload.bytes)} bytes of text`;
    case 'random':
      return `${describeSize(payload.bytes)} random bytes`;
    case 'token':
      return `a random word of ${describeSize(payload.bytes)} letters`;
    case 'base64':
      return `the bytes ${payload.base64} (base64)`;
    case 'concat':
      return payload.parts.map((part) => describeValue(part)).join(' and ');
    case 'number':
      return `${describeSize(payload.of)} as ${payload.as}`;
    case 'repeat':
      return `${describeSize(payload.times)} times ${describeValue(payload.of)}`;
  }
}

function describeSize(size: Size): string {
  if (typeof size === 'number') return String(size);
  return 'name' in size ? `$${size.name}` : `\${${size.expression.source}}`;
}

/** What a message must be, as the end of a sentence: `exactly "hello"`, `something that starts with "+"`. */
export function describePredicates(predicates: readonly Predicate[], sight?: Sight): string {
  const only = predicates[0];
  if (predicates.length === 1 && only?.kind === 'equals') return describeValue(only.value, sight);
  return `something that ${predicates.map((each) => describePredicate(each, sight)).join(' and ')}`;
}

function describePredicate(predicate: Predicate, sight: Sight | undefined): string {
  switch (predicate.kind) {
    case 'equals':
      return `is ${describeValue(predicate.value, sight)}`;
    case 'starts':
      return `starts with ${describeValue(predicate.value, sight)}`;
    case 'ends':
      return `ends with ${describeValue(predicate.value, sight)}`;
    case 'contains':
      return `contains ${describeValue(predicate.value, sight)}`;
    case 'match':
      return `matches /${predicate.pattern}/`;
    case 'not':
      return `does not (${predicate.predicates.map((inner) => describePredicate(inner, sight)).join(' and ')})`;
  }
}

export function describeExpectation(expectation: Expectation, sight?: Sight): string {
  switch (expectation.kind) {
    case 'next':
      return describePredicates(expectation.predicates, sight);
    case 'unordered':
      return `${expectation.values.map((value) => describeValue(value, sight)).join(', ')}, in any order`;
    case 'eventually':
      return `sooner or later ${describePredicates(expectation.predicates, sight)}`;
    case 'any':
      return expectation.count === 1 ? 'any message' : `any ${describeSize(expectation.count)} messages`;
    case 'any-bytes':
      return expectation.count === 1 ? 'any byte' : `any ${describeSize(expectation.count)} bytes`;
    case 'collect':
      return `${describeSize(expectation.count)} messages${expectation.pattern === undefined ? '' : ` that match /${expectation.pattern}/`}`;
  }
}
