/** The JSON Schema of `wiremark.yaml`, for completion in editors. What is wrong is told by the reader of the file itself. */
export const manifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'wiremark.yaml: how a submission is checked',
  type: 'object',
  additionalProperties: false,
  properties: {
    spec: { type: 'string', description: 'the spec that it answers: a bundled name, or a path' },
    plays: {
      type: ['string', 'array'],
      items: { type: 'string' },
      description: 'the programs of the spec that are handed in, where that is not all of them',
    },
    set: {
      type: 'object',
      description: 'parameters of the spec, and their values',
      additionalProperties: { type: ['string', 'integer', 'boolean'] },
    },
    programs: {
      type: 'object',
      description: 'the programs, by the names that the spec gives them',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          run: {
            type: 'string',
            description:
              'its command, with ${port} and ${host} where they go; no shell sees it; or the path of a source',
          },
          build: { type: 'string', description: 'a command to be carried out once, before it is started' },
          port: { type: 'integer', minimum: 1, maximum: 65_535, description: 'the port that stands in its source' },
          terminal: { type: 'boolean', description: 'it is given a terminal (for getpass, curses, isatty)' },
          answers: {
            type: 'object',
            description:
              'what it is answered when it asks at the keyboard: an answer, or port or host for theirs, and a pattern of its question',
            additionalProperties: { type: 'string' },
          },
        },
      },
    },
  },
} as const;
