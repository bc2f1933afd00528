import type { JsonSchema } from '../model/language.js';
import { ID, NAME, payloadWords, ref } from './schema-words.js';

/** One graded behaviour. */
export const check: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: ID, description: 'a short name, for `--only`' },
    name: { type: 'string', description: 'what is checked, in words' },
    points: { type: 'number', minimum: 0, maximum: 10_000, description: 'what it is worth (1)' },
    tags: { type: 'array', items: { type: 'string', pattern: ID }, description: 'for `--tag`' },
    needs: { type: 'array', items: { type: 'string' }, description: 'checks that must pass first' },
    when: {
      ...ref('expression'),
      description: 'an expression of parameters; where it is false, there is no such check',
    },
    plays: {
      type: ['string', 'array'],
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: NAME },
      description: "the programs that are the submission's; in place of the others stand our references",
    },
    hidden: { type: 'boolean', description: 'students see that it exists and its points' },
    hint: { type: 'string', description: 'shown when the check fails' },
    hints: {
      type: 'array',
      minItems: 1,
      items: ref('hint'),
      description: 'hints for certain failures: the first whose condition holds is shown',
    },
    frame: ref('frame'),
    within: { ...ref('duration'), description: 'how long its steps wait in silence' },
    limit: { ...ref('duration'), description: 'how long one run of it may take' },
    data: ref('data'),
    cases: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        minProperties: 1,
        propertyNames: { pattern: NAME },
        additionalProperties: {
          type: ['string', 'integer', 'object'],
          properties: payloadWords,
          additionalProperties: false,
        },
      },
      description: 'rows of variables: each row is a run of its own',
    },
    seeds: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'integer', minimum: 0 },
      description: 'each seed is a run of its own',
    },
    for_any: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: NAME },
      additionalProperties: {
        type: 'object',
        properties: {
          bytes: { ...ref('range'), description: 'random bytes of such a size' },
          text: { ...ref('range'), description: 'readable text of such a size' },
        },
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
      },
      description: 'values for which it must hold; a failure is made as small as it can be found',
    },
    tries: { type: 'integer', minimum: 1, maximum: 1000, description: 'how many values are tried (25)' },
    damage: {
      type: 'object',
      propertyNames: { pattern: NAME },
      additionalProperties: { type: 'array', minItems: 1, items: ref('damage') },
      description: 'what is done to the traffic on each link',
    },
    files: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: NAME },
      additionalProperties: ref('files'),
      description: 'what is put into the folders of programs before they are launched',
    },
    extra: { const: 'ok', description: 'unread messages at the end are no fault' },
    hold: { const: 'port', description: "the program's port is taken by another one" },
    fresh: {
      type: 'boolean',
      description: '`false`: its programs may have served other checks before it; `true`: they have not (true)',
    },
    steps: ref('steps'),
    like: { type: 'string', description: 'the steps are those of this check' },
    except: {
      type: 'array',
      minItems: 1,
      items: ref('name'),
      description: 'without the steps of these actors (with `like`)',
    },
  },
  required: ['id'],
  additionalProperties: false,
  description: 'one graded behaviour',
};
