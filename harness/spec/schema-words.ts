import type { JsonSchema } from '../model/language.js';
import { NUMBER_FORMS, type NumberForm } from '../model/value.js';

/** Names of actors and variables. */
export const NAME = '^[A-Za-z][A-Za-z0-9_]*$';

/** Names of checks and tags. */
export const ID = '^[A-Za-z0-9][A-Za-z0-9_-]*$';

/** A time with its unit. */
export const DURATION = '^[0-9]+(\\.[0-9]+)?(ms|s|m)$';

/** A number that is held by a variable, or calculated. */
export const SIZE = '^\\$([A-Za-z][A-Za-z0-9_]*|\\{.+\\})$';

/** One of the shapes that the schema defines once. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

function sayForm(form: NumberForm): string {
  const bytes = Number(/\d+/.exec(form)?.[0]) / 8;
  if (bytes === 1) return 'one byte';
  return `${bytes} bytes, ${form.endsWith('le') ? 'little' : 'big'} end first`;
}

/** What a message must be like. */
export const predicateWords: Readonly<Record<string, JsonSchema>> = {
  starts: { ...ref('value'), description: 'begins with' },
  ends: { ...ref('value'), description: 'ends with' },
  contains: { ...ref('value'), description: 'has it somewhere' },
  match: {
    ...ref('pattern'),
    description: 'a regular expression finds something; no name is filled in, $ ends the text',
  },
  not: { ...ref('predicates'), description: 'is not like that' },
};

/** Recipes for bytes. */
export const payloadWords: Readonly<Record<string, JsonSchema>> = {
  text: { ...ref('size'), description: 'so many bytes of readable text' },
  random: { ...ref('size'), description: 'so many random bytes' },
  token: { ...ref('size'), description: 'a random word of so many letters' },
  hex: { type: 'string', pattern: '^([0-9a-fA-F]{2}\\s*)+$', description: 'bytes in hexadecimal' },
  base64: {
    type: 'string',
    pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$',
    description: 'bytes in base64',
  },
  concat: { type: 'array', minItems: 1, items: ref('value'), description: 'all of these, one behind the other' },
  ...Object.fromEntries(
    NUMBER_FORMS.map((form) => [form, { ...ref('size'), description: `a number as ${sayForm(form)}` }]),
  ),
  repeat: { ...ref('value'), description: 'what is repeated `times` over' },
  times: { ...ref('size'), description: 'how many times it is repeated' },
};
