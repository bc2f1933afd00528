import type { JsonSchema } from '../model/language.js';
import { visibleString } from './visible-text.js';

/**
 * How values of one type stand in a JSON file. One shape makes the writer, the reader, the refusals and the JSON
 * Schema, so that none of them can drift from the others.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Schemas that `schema` refers to by name. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** What is wrong with this JSON, as the end of a sentence that begins with where it is. */
  misfit(json: unknown, at: string): string | undefined;
  /** Of JSON that `misfit` found nothing wrong with. */
  read(json: unknown): T;
  write(value: T): unknown;
}

interface Field<T, Presence extends 'always' | 'sometimes'> {
  readonly about: string;
  readonly shape: Shape<T>;
  readonly presence: Presence;
}

/** Every key of the type, optional ones by `maybe`: a key added to the model and forgotten here does not compile. */
type Fields<T> = {
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- the empty object is what tells an optional key
  readonly [Key in keyof T]-?: Record<never, never> extends Pick<T, Key>
    ? Field<Exclude<T[Key], undefined>, 'sometimes'>
    : Field<T[Key], 'always'>;
};

export function must<T>(about: string, shape: Shape<T>): Field<T, 'always'> {
  return { about, shape, presence: 'always' };
}

export function maybe<T>(about: string, shape: Shape<T>): Field<T, 'sometimes'> {
  return { about, shape, presence: 'sometimes' };
}

/** A closed object, written with its keys in the order given here. */
export function object<T extends object>(name: string, about: string, fields: Fields<T>): Shape<T> {
  const entries = Object.entries<Field<unknown, 'always' | 'sometimes'>>(fields);
  const definition = {
    description: about,
    type: 'object',
    additionalProperties: false,
    required: entries.filter(([, field]) => field.presence === 'always').map(([key]) => key),
    properties: Object.fromEntries(
      entries.map(([key, { about: description, shape }]) => [key, { description, ...shape.schema }]),
    ),
  };
  return {
    schema: { $ref: `#/$defs/${name}` },
    definitions: Object.assign({ [name]: definition }, ...entries.map(([, field]) => field.shape.definitions)),
    misfit(json, at) {
      if (!isObject(json)) return `${at} must be an object, but is ${shown(json)}`;
      const unknown = Object.keys(json).find((key) => !Object.hasOwn(fields, key));
      if (unknown !== undefined) return `${at} has the unknown key ${shown(unknown)}`;
      for (const [key, field] of entries) {
        const present = Object.hasOwn(json, key);
        if (!present && field.presence === 'always') return `${at} lacks "${key}"`;
        const misfit = present ? field.shape.misfit(json[key], `${at}.${key}`) : undefined;
        if (misfit !== undefined) return misfit;
      }
      return undefined;
    },
    read: (json) => mapped(entries, json as Record<string, unknown>, (shape, value) => shape.read(value)) as T,
    write: (value) => mapped(entries, value as Record<string, unknown>, (shape, part) => shape.write(part)),
  };
}

function mapped(
  entries: readonly [string, Field<unknown, 'always' | 'sometimes'>][],
  from: Record<string, unknown>,
  change: (shape: Shape<unknown>, value: unknown) => unknown,
): Record<string, unknown> {
  const present = entries.filter(([key]) => Object.hasOwn(from, key) && from[key] !== undefined);
  return Object.fromEntries(present.map(([key, { shape }]) => [key, change(shape, from[key])]));
}

/** One of several objects, told apart by the value of one key. */
export function tagged<T extends object, Tag extends keyof T & string>(
  tag: Tag,
  variants: { readonly [Kind in T[Tag] & string]: Shape<Extract<T, Readonly<Record<Tag, Kind>>>> },
): Shape<T> {
  const shapes = variants as unknown as Readonly<Record<string, Shape<T>>>;
  const shapeOf = (value: unknown) => shapes[String((value as Record<string, unknown>)[tag])] as Shape<T>;
  return {
    schema: { oneOf: Object.values(shapes).map((shape) => shape.schema) },
    definitions: Object.assign({}, ...Object.values(shapes).map((shape) => shape.definitions)),
    misfit(json, at) {
      if (!isObject(json)) return `${at} must be an object, but is ${shown(json)}`;
      const kind = json[tag];
      if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind))
        return `${at}.${tag} must be one of ${Object.keys(shapes).join(', ')}, but is ${shown(kind)}`;
      return shapeOf(json).misfit(json, at);
    },
    read: (json) => shapeOf(json).read(json),
    write: (value) => shapeOf(value).write(value),
  };
}

export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: of.schema },
    definitions: of.definitions,
    misfit(json, at) {
      if (!Array.isArray(json)) return `${at} must be a list, but is ${shown(json)}`;
      for (const [index, item] of json.entries()) {
        const misfit = of.misfit(item, `${at}[${index}]`);
        if (misfit !== undefined) return misfit;
      }
      return undefined;
    },
    read: (json) => (json as unknown[]).map((item) => of.read(item)),
    write: (value) => value.map((item) => of.write(item)),
  };
}

export const text = plain<string>({ type: 'string' }, 'a text', (json) => typeof json === 'string');
export const flag = plain<boolean>({ type: 'boolean' }, 'true or false', (json) => typeof json === 'boolean');
/** A number that can be measured: not negative, not endless. */
export const amount = plain<number>(
  { type: 'number', minimum: 0 },
  'a number of 0 or more',
  (json) => typeof json === 'number' && Number.isFinite(json) && json >= 0,
);
export const count = plain<number>(
  { type: 'integer', minimum: 0 },
  'a whole number of 0 or more',
  (json) => Number.isSafeInteger(json) && (json as number) >= 0,
);
/** A line, a column: counted from 1. */
export const ordinal = plain<number>(
  { type: 'integer', minimum: 1 },
  'a whole number of 1 or more',
  (json) => Number.isSafeInteger(json) && (json as number) >= 1,
);

/** One of these words or numbers. */
export function choice<const T extends string | number>(...values: readonly T[]): Shape<T> {
  const schema = values.length === 1 ? { const: values[0] } : { enum: values };
  return plain<T>(schema, values.length === 1 ? JSON.stringify(values[0]) : `one of ${values.join(', ')}`, (json) =>
    values.includes(json as T),
  );
}

/** `{ "base64": "aGVsbG8=" }`: every byte survives, and a reader sees that it is no text. */
export const bytes: Shape<Uint8Array> = {
  schema: { $ref: '#/$defs/Bytes' },
  definitions: {
    Bytes: {
      description: 'Bytes as they were on the wire or in a stream.',
      type: 'object',
      additionalProperties: false,
      required: ['base64'],
      properties: {
        base64: {
          description: 'RFC 4648, with padding.',
          type: 'string',
          contentEncoding: 'base64',
          pattern: '^[A-Za-z0-9+/]*={0,2}$',
        },
      },
    },
  },
  misfit(json, at) {
    const base64 = isObject(json) && Object.keys(json).length === 1 ? json['base64'] : undefined;
    // What is decoded and encoded again is the same only if it was base64 from end to end: Buffer itself passes over anything else.
    const whole = typeof base64 === 'string' && Buffer.from(base64, 'base64').toString('base64') === base64;
    return whole ? undefined : `${at} must be bytes, like {"base64": "aGVsbG8="}, but is ${shown(json)}`;
  },
  read: (json) => new Uint8Array(Buffer.from((json as { base64: string }).base64, 'base64')),
  write: (value) => ({ base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }),
};

function plain<T>(schema: JsonSchema, wanted: string, fits: (json: unknown) => boolean): Shape<T> {
  return {
    schema,
    definitions: {},
    misfit: (json, at) => (fits(json) ? undefined : `${at} must be ${wanted}, but is ${shown(json)}`),
    read: (json) => json as T,
    write: (value) => value,
  };
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Whatever stands in a file that we did not write is hostile, and may be long. */
function shown(json: unknown): string {
  if (json === undefined) return 'missing';
  if (Array.isArray(json)) return 'a list';
  if (isObject(json)) return 'an object';
  const whole = visibleString(JSON.stringify(json));
  return whole.length > 60 ? `${whole.slice(0, 60)}…` : whole;
}
