import type { JsonSchema } from '../harness/model/language.js';

const PARAMETER: JsonSchema = { $ref: '#/$defs/parameter' };

/**
 * The schema as editors are given it: a parameter of the spec, like `$framing`, may stand wherever a word or a number
 * must, and for a whole section, like `programs: $discovery`. (The reader of specs puts its value there before it looks.)
 */
export function editorSchema(schema: JsonSchema): JsonSchema {
  const { $defs, properties, ...rest } = schema as { readonly $defs: JsonSchema; readonly properties: JsonSchema };
  const { spec, params, ...others } = properties;
  const { param, ...shapes } = $defs;
  return {
    ...rest,
    properties: { spec, params, ...Object.fromEntries(Object.entries(eachOf(others)).map(orSection)) },
    $defs: {
      ...eachOf(shapes),
      param,
      parameter: { type: 'string', pattern: '^\\$[A-Za-z][A-Za-z0-9_]*$', description: 'a parameter of the spec' },
    },
  };
}

function orSection([word, schema]: [string, unknown]): [string, unknown] {
  const { type, description } = schema as JsonSchema;
  return [word, type === 'object' ? { anyOf: [schema, PARAMETER], description } : schema];
}

function eachOf(schemas: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schemas).map(([word, schema]) => [word, withParameter(schema)]));
}

function withParameter(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withParameter);
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'properties' ? eachOf(value as JsonSchema) : KEPT.has(key) ? value : withParameter(value),
    ]),
  );
  const { description } = inner as { readonly description?: unknown };
  return isWordOrNumber(schema as JsonSchema)
    ? { anyOf: [inner, PARAMETER], ...(description !== undefined && { description }) }
    : inner;
}

/** The names of a map are given by its author, and are no place for a parameter; conditions only tell forms apart. */
const KEPT = new Set(['propertyNames', 'if', 'enum', 'required']);

function isWordOrNumber(schema: JsonSchema): boolean {
  return (
    'enum' in schema ||
    'const' in schema ||
    'pattern' in schema ||
    ['integer', 'number', 'boolean'].includes(String(schema['type']))
  );
}
