import { validate } from './generated/validate-spec.js';
import { suggest } from '../yaml/near.js';
import type { Reading } from './reading.js';
import { toData, treeAt, type Path } from '../yaml/tree.js';

/** What ajv tells of one mistake; only what is used here. */
interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly propertyName?: string;
}

/** Holds the file against the schema; every mistake becomes a sentence at its place. `known` are paths already refused. */
export function validateShape(reading: Reading, known: readonly Path[]): void {
  const data = toData(reading.tree);
  for (const path of known) {
    remove(data, path);
    reading.markInvalid(path);
  }
  const check = validate as unknown as { (data: unknown): boolean; errors?: readonly SchemaError[] };
  if (check(data)) return;
  for (const error of check.errors ?? []) {
    const path = error.instancePath.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
    // A map that is empty now because its only word was refused has been told about.
    if (error.keyword === 'minProperties' && known.some((other) => other.slice(0, -1).join('/') === path.join('/'))) continue;
    translate(reading, path, error);
  }
}

function remove(data: unknown, path: Path): void {
  let here = data as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) here = here[part] as Record<string | number, unknown>;
  delete here[path.at(-1) as string];
}

function translate(reading: Reading, path: Path, error: SchemaError): void {
  const refuse = (code: string, message: string, suggestion?: string, on: 'key' | 'value' = 'value', at: Path = path): void => {
    reading.markInvalid(at);
    reading.report({ code, path: at, on, message, ...(suggestion !== undefined && { suggestion }) });
  };
  const word = String(path.at(-1) ?? 'the file');
  const what = /^\d+$/.test(word) ? `this item of ${String(path.at(-2))}` : `"${word}"`;
  const shape = /\$defs\/(\w+)\/[^/]*$/.exec(error.schemaPath)?.[1];
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const known = Object.keys((error.parentSchema['properties'] ?? {}) as object);
      return refuse('E012', `unknown word "${key}" ${place(error)}`, suggest(key, known), 'key', [...path, key]);
    }
    case 'required': {
      const missing = String(error.params['missingProperty']);
      return refuse('E011', `"${missing}" is missing ${place(error)}`, adviceFor(missing), 'key');
    }
    case 'type':
      return refuseType(reading, path, error, what, shape, refuse);
    case 'const':
    case 'enum': {
      const allowed = (error.keyword === 'const' ? [error.params['allowedValue']] : (error.params['allowedValues'] as unknown[])).map(String);
      if (error.schemaPath.endsWith('/then/enum')) return refuse('E012', `"${String(error.data)}" alone is no ${shape === 'frame' ? 'frame' : 'step'}`, suggest(String(error.data), allowed));
      if (word === 'spec' && path.length === 1) return refuse('E010', `this wiremark reads version 1 of the spec language, not ${JSON.stringify(error.data)}`, 'write `spec: 1`');
      return refuse('E014', `${what} must be ${allowed.join(' or ')}, not ${JSON.stringify(error.data)}`, suggest(String(error.data), allowed));
    }
    case 'pattern':
      if (error.propertyName !== undefined) return;
      return refusePattern(error, what, shape, refuse);
    case 'propertyNames': {
      const key = String(error.params['propertyName']);
      return refuse('E013', `"${key}" cannot be a name: names have letters, digits and _, and do not begin with a digit`, 'take another name', 'key', [...path, key]);
    }
    case 'minItems':
    case 'minProperties':
      return refuse('E015', `${what} is empty`, 'write something in it, or leave it out');
    case 'maxProperties':
      return refuse('E016', `${what} says more than one thing: ${reading.keys(path).join(', ')}`, 'keep one of them');
    case 'minimum':
      return refuse('E015', `${what} must be at least ${Number(error.params['limit'])}, not ${String(error.data)}`);
    case 'maximum':
      return refuse('E015', `${what} must be at most ${Number(error.params['limit'])}, not ${String(error.data)}`);
    case 'if':
      return;
    default:
      return refuse('E013', `${what} is not right here (${error.keyword})`);
  }
}

type Refuse = (code: string, message: string, suggestion?: string, on?: 'key' | 'value', at?: Path) => void;

function refuseType(reading: Reading, path: Path, error: SchemaError, what: string, shape: string | undefined, refuse: Refuse): void {
  const got = treeAt(reading.tree, path);
  const value = got?.kind === 'scalar' ? got.value : undefined;
  if (typeof value === 'number' && shape === 'duration') return refuse('E052', `${what} is ${value}: it needs a unit`, `write ${value}s or ${value}ms`);
  if (typeof value === 'number' && shape === 'share') return refuse('E052', `${what} is ${value}: it needs a percent sign`, `write ${value}%`);
  const wanted = ([] as string[]).concat(error.params['type'] as string | string[]).flatMap((type) => String(type).split(','));
  const quotable = (typeof value === 'number' || typeof value === 'boolean') && wanted.includes('string');
  refuse('E013', `${what} must be ${[...new Set(wanted.map(sayType))].join(' or ')}, but this is ${got?.kind === 'map' ? 'a map' : got?.kind === 'list' ? 'a list' : value === null ? 'nothing' : `${sayType(typeof value)} (${JSON.stringify(value)})`}`, quotable ? `if it is meant as text, write "${String(value)}" in quotes` : value === null ? 'write a value behind the colon' : undefined);
}

function refusePattern(error: SchemaError, what: string, shape: string | undefined, refuse: Refuse): void {
  const text = JSON.stringify(error.data);
  switch (shape) {
    case 'duration':
      return refuse('E052', `${what} is ${text}: a time needs a number and a unit`, 'write 2s, 500ms or 1m');
    case 'share':
      return refuse('E052', `${what} is ${text}: a share needs a percent sign`, 'write 20%');
    case 'range':
      return refuse('E013', `${what} is ${text}: a range is written from..to`, 'write 1..5');
    case 'size':
      return refuse('E013', `${what} is ${text}: a size is a number or the $name of a variable`, 'write 1400 or $size');
    case 'name':
      return refuse('E013', `${text} cannot be a name: names have letters, digits and _, and do not begin with a digit`, 'take another name');
    default:
      if (error.schemaPath.includes('/hex/')) return refuse('E054', `${text} is not hexadecimal: pairs of 0-9 and a-f`, 'write { hex: "00 ff" }');
      return refuse('E013', `${what} cannot be ${text}`, typeof error.parentSchema['description'] === 'string' ? `it is ${error.parentSchema['description']}` : undefined);
  }
}

function place(error: SchemaError): string {
  const description = error.parentSchema['description'];
  return typeof description === 'string' ? `in ${nameOf(error.schemaPath)} (${description})` : 'here';
}

function nameOf(schemaPath: string): string {
  const shape = /\$defs\/(\w+)\//.exec(schemaPath)?.[1];
  const names: Readonly<Record<string, string>> = { actorStep: 'a step', step: 'a step', expectation: 'an expectation', damage: 'a damage rule', data: 'the data' };
  if (!shape) return 'the spec';
  return names[shape] ?? `a ${shape}`;
}

function adviceFor(missing: string): string {
  const examples: Readonly<Record<string, string>> = {
    spec: 'begin the file with `spec: 1`',
    name: 'write `name: …`, as students know the assignment',
    programs: 'write `programs: { server: { run: "python3 server.py ${port}" } }`',
    peers: 'write `peers: { c: { connect: server } }`',
    checks: 'write `checks:` and the list of what is checked',
    id: 'give it a short name: `id: long-message`',
    run: 'write the command: `run: "python3 server.py ${port}"`',
    steps: 'write `steps:` and a list',
  };
  return examples[missing] ?? `write \`${missing}: …\``;
}

function sayType(type: string): string {
  const names: Readonly<Record<string, string>> = { string: 'text', object: 'a map', array: 'a list', integer: 'a whole number', number: 'a number', boolean: 'true or false' };
  return names[type] ?? type;
}
