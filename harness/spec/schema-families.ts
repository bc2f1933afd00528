import type { JsonSchema, Language } from '../model/language.js';
import { ref } from './schema-words.js';

/** A frame: its word alone, or a map with arguments. */
export function frameSchema(language: Language): JsonSchema {
  const frames = Object.values(language.frames);
  const plain = frames.filter((frame) => 'const' in frame.schema);
  const withArguments = frames.filter((frame) => !('const' in frame.schema));
  return {
    type: ['string', 'object'],
    if: { type: 'string' },
    then: { enum: plain.map((frame) => frame.word) },
    properties: Object.assign(
      {},
      ...withArguments.map((frame) => ({
        [frame.word]: { description: frame.summary, ...frame.schema },
        ...frame.modifiers,
      })),
    ) as JsonSchema,
    minProperties: 1,
    additionalProperties: false,
    description: 'how bytes are cut into messages',
  };
}

/** What may stand beside every kind of damage. */
export const ruleWords: Readonly<Record<string, JsonSchema>> = {
  from: { ...ref('name'), description: 'whose traffic (default: both ways)' },
  only: {
    type: ['string', 'array'],
    pattern: '^client [1-9][0-9]*$',
    items: { type: 'string', pattern: '^client [1-9][0-9]*$', description: 'like client 2' },
    minItems: 1,
    uniqueItems: true,
    description: 'which clients, counted in order of their first sending or connecting: `client 2` (default: all)',
  },
  matching: {
    ...ref('pattern'),
    description: 'only datagrams like this: they are counted among themselves, and the others pass by (UDP)',
  },
};

/** A rule of damage: one kind of damage, and the words that go with it. */
export function damageSchema(language: Language): JsonSchema {
  const damages = Object.values(language.damages);
  return {
    type: 'object',
    properties: Object.assign(
      {},
      ruleWords,
      ...damages.map((damage) => ({
        ...damage.modifiers,
        [damage.word]: { description: damage.summary, ...damage.schema },
      })),
    ) as JsonSchema,
    minProperties: 1,
    additionalProperties: false,
    description: 'one kind of damage, and whose traffic it is done to',
  };
}

/** All words that may stand in a step. */
export function stepWords(language: Language): JsonSchema {
  const kinds = Object.values(language.steps);
  return Object.assign(
    {},
    ...kinds.map((kind) => kind.modifiers),
    ...kinds.map((kind) => ({ [kind.word]: { description: kind.summary, ...kind.schema } })),
    {
      hint: { type: 'string', description: 'shown when this step fails' },
    },
  ) as JsonSchema;
}

/** A step: a verb that stands alone, or a map of words. */
export function stepSchema(words: JsonSchema, bareWords: readonly string[]): JsonSchema {
  return {
    type: ['string', 'object'],
    if: { type: 'string' },
    then: { enum: bareWords },
    properties: words,
    minProperties: 1,
  };
}
