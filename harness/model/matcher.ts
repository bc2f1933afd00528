import type { Size, Value } from './value.js';

/** A demand on one message. Several predicates in one map must all hold. */
export type Predicate =
  | { readonly kind: 'equals'; readonly value: Value }
  | { readonly kind: 'starts'; readonly value: Value }
  | { readonly kind: 'ends'; readonly value: Value }
  | { readonly kind: 'contains'; readonly value: Value }
  | { readonly kind: 'match'; readonly pattern: string }
  | { readonly kind: 'not'; readonly predicates: readonly Predicate[] };

/** What an `expect` waits for: how many messages it takes and what they must be. */
export type Expectation =
  /** The next message meets every predicate. */
  | { readonly kind: 'next'; readonly predicates: readonly Predicate[]; readonly raw: boolean }
  /** As many messages as listed, in any order. */
  | { readonly kind: 'unordered'; readonly values: readonly Value[] }
  /** Messages are passed over until one meets every predicate. */
  | { readonly kind: 'eventually'; readonly predicates: readonly Predicate[] }
  /** So many messages (bytes, on a raw frame), whatever they say. */
  | { readonly kind: 'any'; readonly count: Size }
  /** So many bytes, without the frame. */
  | { readonly kind: 'any-bytes'; readonly count: Size }
  /** So many messages that match; the others are passed over. */
  | { readonly kind: 'collect'; readonly count: Size; readonly pattern?: string };
