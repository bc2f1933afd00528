import type { JsonSchema, Language } from '../model/language.js';
import { cert, link, peer, program } from './schema-actors.js';
import { check } from './schema-check.js';
import { damageSchema, frameSchema, stepSchema, stepWords } from './schema-families.js';
import { DURATION, ID, NAME, payloadWords, predicateWords, ref, SIZE } from './schema-words.js';

/**
 * The one schema of the spec language, put together from what the registries say of their words. The
 * validator, the types and `schemas/spec.schema.json` for editors are all made from it.
 */
export function specSchema(language: Language): JsonSchema {
  const words = stepWords(language);
  const bareWords = Object.values(language.steps)
    .filter((step) => step.bare)
    .map((step) => step.word);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://wiremark.dev/schemas/spec-1.json',
    title: 'wiremark spec',
    description: 'What a program must do on the wire',
    type: 'object',
    properties: {
      spec: { const: 1, description: 'the version of this language' },
      name: { type: 'string', pattern: '\\S', description: 'the assignment, as students know it' },
      about: { type: 'string', description: 'a paragraph for students: what to write, how it is started' },
      frame: { $ref: '#/$defs/frame' },
      within: {
        ...ref('duration'),
        description: 'how long a step waits in silence, where it says nothing itself (2s)',
      },
      limit: { ...ref('duration'), description: 'how long a run of a check may take (20s)' },
      fresh: { const: false, description: '`false`: checks share their programs, where they can' },
      params: {
        type: 'object',
        minProperties: 1,
        propertyNames: { pattern: NAME },
        additionalProperties: ref('param'),
        description: 'what may be set from outside, with `--set name=value`; $name is its value',
      },
      programs: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: ref('program'),
        description: 'the processes of the submission',
      },
      peers: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: ref('peer'),
        description: 'the other side, played by wiremark',
      },
      links: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: ref('link'),
        description: 'wires that can be tapped and damaged',
      },
      certs: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: ref('cert'),
        description: 'certificates, made anew for each marking; commands name their files: ${good.crt}, ${good.key}',
      },
      data: ref('data'),
      groups: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: {
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { type: 'string', pattern: NAME },
        },
        description: 'peers that do the same steps, one after another, under one name; `everyone` is all of them',
      },
      blocks: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: ref('block'),
        description: 'steps that checks `use`',
      },
      checks: { type: 'array', minItems: 1, items: ref('check'), description: 'the graded behaviours' },
    },
    required: ['spec', 'name', 'programs', 'checks'],
    additionalProperties: false,
    $defs: {
      name: { type: 'string', pattern: NAME, description: 'a name: letters, digits and _' },
      duration: { type: 'string', pattern: DURATION, description: 'with a unit: 500ms, 2s, 1m' },
      share: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?%$', description: 'a share: 20%' },
      range: { type: 'string', pattern: '^[0-9]+\\.\\.[0-9]+$', description: 'from..to: 1..5' },
      expression: {
        type: 'string',
        pattern: '\\S',
        description: 'an expression (CEL) with names of values: `number(n) == size`',
      },
      pattern: { type: 'string', description: 'a regular expression (RE2); it sees bytes' },
      size: {
        type: ['integer', 'string'],
        minimum: 0,
        maximum: 100_000_000,
        pattern: SIZE,
        description: 'a number, $name of a variable, or "${size + 1}"',
      },
      value: {
        type: ['string', 'object'],
        properties: payloadWords,
        minProperties: 1,
        additionalProperties: false,
        description: 'text with ${names} in it, $name, or a payload',
      },
      argument: {
        type: ['string', 'integer', 'object'],
        properties: payloadWords,
        minProperties: 1,
        additionalProperties: false,
        description: 'a number, text with ${names} in it, $name, or a payload',
      },
      data: {
        type: 'object',
        propertyNames: { pattern: NAME },
        additionalProperties: ref('value'),
        description: 'values with names: $name stands for the bytes',
      },
      predicates: {
        type: ['string', 'object'],
        properties: predicateWords,
        minProperties: 1,
        additionalProperties: false,
        description: 'text (exactly that), or demands that must all hold',
      },
      expectation: {
        type: ['string', 'object'],
        properties: {
          ...predicateWords,
          ...payloadWords,
          raw: { ...ref('value'), description: 'exactly these bytes, without the frame' },
          any: { ...ref('size'), description: 'so many messages (bytes, on a raw frame), whatever they say' },
          any_bytes: { ...ref('size'), description: 'so many bytes, without the frame, whatever they are' },
          unordered: { type: 'array', minItems: 1, items: ref('value'), description: 'all of these, in any order' },
          eventually: { ...ref('predicates'), description: 'messages are passed over until one is like this' },
        },
        minProperties: 1,
        additionalProperties: false,
        description: 'text (exactly that), or what the message must be like',
      },
      frame: frameSchema(language),
      param: {
        type: ['string', 'integer', 'boolean', 'object'],
        properties: {
          default: { type: ['string', 'integer', 'boolean'], description: 'its value where nobody sets it' },
          choices: {
            type: ['array', 'object'],
            minItems: 2,
            items: { type: ['string', 'integer'] },
            minProperties: 2,
            propertyNames: { pattern: ID },
            description: 'all that it may be: a list, or a map from names to what stands for them in the spec',
          },
          about: { type: 'string', description: 'what it is, for whoever sets it' },
        },
        required: ['default'],
        additionalProperties: false,
        description: 'a parameter: its value where nobody sets it, or a map',
      },
      program,
      peer,
      cert,
      link,
      check,
      damage: damageSchema(language),
      steps: { type: 'array', minItems: 1, items: ref('step'), description: 'what happens, from top to bottom' },
      step: {
        ...stepSchema(words, bareWords),
        additionalProperties: ref('actorStep'),
        description: 'a verb, or an actor with verbs',
      },
      files: {
        type: 'object',
        minProperties: 1,
        additionalProperties: ref('value'),
        description: 'files by their paths, each with what is in it',
      },
      hint: {
        type: 'object',
        properties: {
          if: { ...ref('expression'), description: 'what must be true of the failure' },
          say: { type: 'string', pattern: '\\S', description: 'the hint' },
        },
        required: ['if', 'say'],
        additionalProperties: false,
        description: 'a hint for certain failures',
      },
      block: {
        type: ['array', 'object'],
        minItems: 1,
        items: ref('step'),
        properties: {
          takes: {
            type: 'array',
            minItems: 1,
            uniqueItems: true,
            items: { type: 'string', pattern: NAME },
            description: 'names of the values that it is given where it is used',
          },
          steps: ref('steps'),
        },
        required: ['steps'],
        additionalProperties: false,
        description: 'steps with a name: a list, or a map where they take values',
      },
      ways: {
        type: 'array',
        minItems: 2,
        items: ref('branch'),
        description: 'what may come, and what is done then',
      },
      branch: {
        ...stepSchema({ ...words, then: ref('then') }, bareWords),
        additionalProperties: ref('actorStep'),
        description: 'one way on: it begins with an expectation',
      },
      then: {
        type: ['string', 'object', 'array'],
        if: { type: 'array' },
        then: ref('steps'),
        else: ref('step'),
        description: 'what is done when this way is gone: a step, or a list of them',
      },
      actorStep: {
        ...stepSchema(words, bareWords),
        additionalProperties: false,
        description: 'what this actor does or expects',
      },
    },
  };
}
