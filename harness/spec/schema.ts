import type { JsonSchema, Language } from '../model/language.js';

/** Names of actors, variables and checks. */
const NAME = '^[A-Za-z_][A-Za-z0-9_]*$';
const ID = '^[A-Za-z0-9][A-Za-z0-9_-]*$';
const DURATION = '^[0-9]+(\\.[0-9]+)?(ms|s|m)$';

/**
 * The one schema of the spec language, put together from what the registries say of their words. The
 * validator, the types and `schemas/spec.schema.json` for editors are all made from it.
 */
export function specSchema(language: Language): JsonSchema {
  const words = stepWords(language);
  const bareWords = Object.values(language.steps).filter((step) => step.bare).map((step) => step.word);
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
      within: { ...ref('duration'), description: 'how long a step waits in silence, where it says nothing itself (2s)' },
      limit: { ...ref('duration'), description: 'how long a run of a check may take (20s)' },
      programs: { type: 'object', propertyNames: { pattern: NAME }, additionalProperties: ref('program'), description: 'the processes of the submission' },
      peers: { type: 'object', propertyNames: { pattern: NAME }, additionalProperties: ref('peer'), description: 'the other side, played by wiremark' },
      links: { type: 'object', propertyNames: { pattern: NAME }, additionalProperties: ref('link'), description: 'wires that can be tapped and damaged' },
      data: ref('data'),
      checks: { type: 'array', minItems: 1, items: ref('check'), description: 'the graded behaviours' },
    },
    required: ['spec', 'name', 'programs', 'peers', 'checks'],
    additionalProperties: false,
    $defs: {
      name: { type: 'string', pattern: NAME },
      duration: { type: 'string', pattern: DURATION, description: 'with a unit: 500ms, 2s, 1m' },
      share: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?%$', description: 'a share: 20%' },
      range: { type: 'string', pattern: '^[0-9]+\\.\\.[0-9]+$', description: 'from..to: 1..5' },
      pattern: { type: 'string', description: 'a regular expression (RE2); it sees bytes' },
      size: { type: ['integer', 'string'], minimum: 0, maximum: 100_000_000, pattern: `^\\$${NAME.slice(1)}`, description: 'a number, or $name of a variable' },
      value: { type: ['string', 'object'], properties: payloadWords, minProperties: 1, additionalProperties: false, description: 'text with ${names} in it, $name, or a payload' },
      payload: { type: 'object', properties: payloadWords, minProperties: 1, additionalProperties: false, description: 'a recipe for bytes' },
      data: { type: 'object', propertyNames: { pattern: NAME }, additionalProperties: ref('payload'), description: 'named payloads: $name stands for the bytes' },
      predicates: { type: ['string', 'object'], properties: predicateWords, minProperties: 1, additionalProperties: false, description: 'text (exactly that), or demands that must all hold' },
      expectation: {
        type: ['string', 'object'],
        properties: {
          ...predicateWords,
          ...payloadWords,
          raw: { ...ref('value'), description: 'exactly these bytes, without the frame' },
          any: { type: 'integer', minimum: 1, maximum: 100_000, description: 'so many messages (bytes, on a raw frame), whatever they say' },
          unordered: { type: 'array', minItems: 1, items: ref('value'), description: 'all of these, in any order' },
          eventually: { ...ref('predicates'), description: 'messages are passed over until one is like this' },
        },
        minProperties: 1,
        additionalProperties: false,
        description: 'text (exactly that), or what the message must be like',
      },
      frame: frameSchema(language),
      program,
      peer,
      link,
      check,
      damage: damageSchema(language),
      steps: { type: 'array', minItems: 1, items: ref('step'), description: 'what happens, from top to bottom' },
      step: { ...stepSchema(words, bareWords), additionalProperties: ref('actorStep'), description: 'a verb, or an actor with verbs' },
      actorStep: { ...stepSchema(words, bareWords), additionalProperties: false, description: 'what this actor does or expects' },
    },
  };
}

function ref(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

const predicateWords: Readonly<Record<string, JsonSchema>> = {
  starts: { ...ref('value'), description: 'begins with' },
  ends: { ...ref('value'), description: 'ends with' },
  contains: { ...ref('value'), description: 'has it somewhere' },
  match: { ...ref('pattern'), description: 'a regular expression finds something' },
  not: { ...ref('predicates'), description: 'is not like that' },
};

const payloadWords: Readonly<Record<string, JsonSchema>> = {
  text: { ...ref('size'), description: 'so many bytes of readable text' },
  random: { ...ref('size'), description: 'so many random bytes' },
  token: { ...ref('size'), description: 'a random word of so many letters' },
  hex: { type: 'string', pattern: '^([0-9a-fA-F]{2}\\s*)+$', description: 'bytes in hexadecimal' },
  repeat: { ...ref('value'), description: 'what is repeated `times` over' },
  times: { ...ref('size'), description: 'how many times it is repeated' },
};

const program: JsonSchema = {
  type: 'object',
  properties: {
    run: {
      type: ['string', 'object'],
      minProperties: 1,
      additionalProperties: { type: 'string', pattern: '\\S' },
      description: 'the command, with ${port} and ${host} in it; or a map from a file of the submission to its command, the first that exists is taken',
    },
    start: { enum: ['at once', 'by step'], description: 'when it is launched: before the first step (default), or by the step `start`' },
    ready: { enum: ['listening', 'running'], description: 'ready once it listens (default where peers connect to it), or once it runs' },
  },
  required: ['run'],
  additionalProperties: false,
  description: 'a process of the submission',
};

const peer: JsonSchema = {
  type: 'object',
  properties: {
    connect: { ...ref('name'), description: 'the program it connects to' },
    listen: { enum: ['tcp', 'udp'], description: 'it waits for a program to connect' },
    over: { enum: ['tcp', 'udp'], description: 'what it connects over (tcp)' },
    frame: ref('frame'),
    repeats: { const: 'answer again', description: 'a request that comes again gets the answer it had' },
    reads: { const: 'never', description: 'it never reads: what is sent to it piles up' },
    ignore: { ...ref('pattern'), description: 'messages like this are passed over' },
  },
  additionalProperties: false,
  description: 'the other side, played by wiremark: it connects or it listens',
};

const link: JsonSchema = {
  type: 'object',
  properties: {
    from: { ...ref('name'), description: 'the side that connects' },
    to: { ...ref('name'), description: 'the side that is connected to' },
  },
  required: ['from', 'to'],
  additionalProperties: false,
  description: 'the wire between a program and a peer',
};

const check: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: ID, description: 'a short name, for `--only`' },
    name: { type: 'string', description: 'what is checked, in words' },
    points: { type: 'number', minimum: 0, maximum: 10_000, description: 'what it is worth (1)' },
    tags: { type: 'array', items: { type: 'string', pattern: ID }, description: 'for `--tag`' },
    needs: { type: 'array', items: { type: 'string' }, description: 'checks that must pass first' },
    hidden: { type: 'boolean', description: 'students see that it exists and its points' },
    hint: { type: 'string', description: 'shown when the check fails' },
    frame: ref('frame'),
    within: { ...ref('duration'), description: 'how long its steps wait in silence' },
    limit: { ...ref('duration'), description: 'how long one run of it may take' },
    data: ref('data'),
    cases: { type: 'array', minItems: 1, items: { type: 'object', minProperties: 1, propertyNames: { pattern: NAME }, additionalProperties: { type: ['string', 'integer', 'object'], properties: payloadWords, additionalProperties: false } }, description: 'rows of variables: each row is a run of its own' },
    seeds: { type: 'array', minItems: 1, items: { type: 'integer', minimum: 0 }, description: 'each seed is a run of its own' },
    for_any: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: NAME },
      additionalProperties: { type: 'object', properties: { bytes: { ...ref('range'), description: 'random bytes of such a size' }, text: { ...ref('range'), description: 'readable text of such a size' } }, minProperties: 1, maxProperties: 1, additionalProperties: false },
      description: 'values for which it must hold; a failure is shrunk to the smallest',
    },
    tries: { type: 'integer', minimum: 1, maximum: 1000, description: 'how many values are tried (25)' },
    damage: { type: 'object', propertyNames: { pattern: NAME }, additionalProperties: { type: 'array', minItems: 1, items: ref('damage') }, description: 'what is done to the traffic on each link' },
    extra: { const: 'ok', description: 'unread messages at the end are no fault' },
    hold: { const: 'port', description: "the program's port is taken by another one" },
    steps: ref('steps'),
    like: { type: 'string', description: 'the steps are those of this check' },
    except: { type: 'array', minItems: 1, items: ref('name'), description: 'without the steps of these actors (with `like`)' },
  },
  required: ['id'],
  additionalProperties: false,
  description: 'one graded behaviour',
};

function frameSchema(language: Language): JsonSchema {
  const frames = Object.values(language.frames);
  const plain = frames.filter((frame) => 'const' in frame.schema);
  const withArguments = frames.filter((frame) => !('const' in frame.schema));
  return {
    type: ['string', 'object'],
    if: { type: 'string' },
    then: { enum: plain.map((frame) => frame.word) },
    properties: Object.assign({}, ...withArguments.map((frame) => ({ [frame.word]: { description: frame.summary, ...frame.schema }, ...frame.modifiers }))) as JsonSchema,
    minProperties: 1,
    additionalProperties: false,
    description: 'how bytes are cut into messages',
  };
}

function damageSchema(language: Language): JsonSchema {
  const damages = Object.values(language.damages);
  return {
    type: 'object',
    properties: Object.assign({ from: { ...ref('name'), description: 'whose traffic (default: both ways)' } }, ...damages.map((damage) => ({ ...damage.modifiers, [damage.word]: { description: damage.summary, ...damage.schema } }))) as JsonSchema,
    minProperties: 1,
    additionalProperties: false,
    description: 'one kind of damage, and whose traffic it is done to',
  };
}

function stepWords(language: Language): JsonSchema {
  const kinds = Object.values(language.steps);
  return Object.assign({}, ...kinds.map((kind) => kind.modifiers), ...kinds.map((kind) => ({ [kind.word]: { description: kind.summary, ...kind.schema } })), {
    hint: { type: 'string', description: 'shown when this step fails' },
  }) as JsonSchema;
}

function stepSchema(words: JsonSchema, bareWords: readonly string[]): JsonSchema {
  return { type: ['string', 'object'], if: { type: 'string' }, then: { enum: bareWords }, properties: words, minProperties: 1 };
}
