import type { JsonSchema } from '../model/language.js';

/** Names of actors and variables. */
export const NAME = '^[A-Za-z][A-Za-z0-9_]*$';

/** Names of checks and tags. */
export const ID = '^[A-Za-z0-9][A-Za-z0-9_-]*$';

/** A time with its unit. */
export const DURATION = '^[0-9]+(\\.[0-9]+)?(ms|s|m)$';

/** One of the shapes that the schema defines once. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

/** What a message must be like. */
export const predicateWords: Readonly<Record<string, JsonSchema>> = {
  starts: { ...ref('value'), description: 'begins with' },
  ends: { ...ref('value'), description: 'ends with' },
  contains: { ...ref('value'), description: 'has it somewhere' },
  match: { ...ref('pattern'), description: 'a regular expression finds something' },
  not: { ...ref('predicates'), description: 'is not like that' },
};

/** Recipes for bytes. */
export const payloadWords: Readonly<Record<string, JsonSchema>> = {
  text: { ...ref('size'), description: 'so many bytes of readable text' },
  random: { ...ref('size'), description: 'so many random bytes' },
  token: { ...ref('size'), description: 'a random word of so many letters' },
  hex: { type: 'string', pattern: '^([0-9a-fA-F]{2}\\s*)+$', description: 'bytes in hexadecimal' },
  repeat: { ...ref('value'), description: 'what is repeated `times` over' },
  times: { ...ref('size'), description: 'how many times it is repeated' },
};
