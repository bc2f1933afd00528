import type { JsonSchema, Words } from '../model/language.js';
import type { Chunk, Lane } from './damage.js';
import { listed, ordinal, percentText } from './wording.js';

/** Which datagrams of a flow a damage befalls. */
export type Which =
  | { readonly kind: 'nth'; readonly units: readonly number[] }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'every' };

const indexSchema: JsonSchema = {
  type: 'integer',
  minimum: 1,
  description: 'One datagram, counted from 1 for each client.',
};
const listSchema: JsonSchema = {
  type: 'array',
  items: indexSchema,
  minItems: 1,
  uniqueItems: true,
  description: 'Several datagrams, each counted from 1.',
};
const firstSchema: JsonSchema = { const: 'first', description: 'The same as 1.' };

export function percentSchema(description: string): JsonSchema {
  return { type: 'string', pattern: '^\\d+(\\.\\d+)?%$', description, examples: ['20%'] };
}

/** `2` or `[2, 5]`. */
export function nthSchema(description: string): JsonSchema {
  return { description, anyOf: [indexSchema, listSchema] };
}

/** `2`, `[2, 5]` or `first`. */
export function nthOrFirstSchema(description: string): JsonSchema {
  return { description, anyOf: [indexSchema, listSchema, firstSchema] };
}

/** `2`, `[2, 5]` or `20%`. */
export function nthOrShareSchema(description: string): JsonSchema {
  return {
    description,
    anyOf: [indexSchema, listSchema, percentSchema('So many of all datagrams, chosen by the seed.')],
  };
}

/** Reads any of the forms above. */
export function readWhich(words: Words, word: string): Which {
  const written = words.data(word);
  if (typeof written === 'number') return { kind: 'nth', units: [written] };
  if (written === 'first') return { kind: 'nth', units: [1] };
  if (Array.isArray(written)) return { kind: 'nth', units: written.map(Number).sort((a, b) => a - b) };
  return { kind: 'share', share: readShare(words, word) };
}

/** A share that can happen at all: more than nothing and no more than everything. */
export function readShare(words: Words, word: string): number {
  const share = words.share(word);
  // Undefined: the reader has reported it already.
  if (share === undefined) return 1;
  if (share === 0) {
    words.problem({
      code: 'E042',
      at: word,
      message: `"${word}: 0%" never happens, so a check under it proves nothing`,
      suggestion: `leave "${word}" out, or write a share like 20%`,
    });
  }
  if (share > 1) {
    words.problem({
      code: 'E042',
      at: word,
      message: `"${word}" is at most 100%, all of them`,
      suggestion: `${word}: 100%`,
    });
  }
  return share;
}

/** `the 2nd and 5th datagrams`, `20% of the datagrams`, `every datagram`. */
export function describeWhich(which: Which): string {
  switch (which.kind) {
    case 'nth':
      return `the ${listed(which.units.map(ordinal))} datagram${which.units.length > 1 ? 's' : ''}`;
    case 'share':
      return `${percentText(which.share)} of the datagrams`;
    case 'every':
      return 'every datagram';
  }
}

/** Decides for one datagram. */
export function picks(which: Which, chunk: Chunk, lane: Lane): boolean {
  switch (which.kind) {
    case 'nth':
      return which.units.includes(chunk.unit);
    case 'share':
      return lane.chance(chunk.unit, 'pick') < which.share;
    case 'every':
      return true;
  }
}
