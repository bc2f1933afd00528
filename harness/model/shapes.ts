import type { JsonSchema } from './language.js';

/** Pieces of schema that many words share; the spec's schema defines each once under `$defs`. */
export const shapes = {
  value: { $ref: '#/$defs/value' },
  argument: { $ref: '#/$defs/argument' },
  size: { $ref: '#/$defs/size' },
  duration: { $ref: '#/$defs/duration' },
  share: { $ref: '#/$defs/share' },
  expression: { $ref: '#/$defs/expression' },
  pattern: { $ref: '#/$defs/pattern' },
  expectation: { $ref: '#/$defs/expectation' },
  predicates: { $ref: '#/$defs/predicates' },
  ways: { $ref: '#/$defs/ways' },
  steps: { $ref: '#/$defs/steps' },
  name: { $ref: '#/$defs/name' },
  range: { $ref: '#/$defs/range' },
} as const satisfies Record<string, JsonSchema>;
