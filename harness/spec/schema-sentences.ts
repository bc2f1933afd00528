import { keyRangeAt, rangeAt, treeAt, type Path } from '../yaml/tree.js';
import { sayWrongChoice } from './choice-sentences.js';
import type { Check } from './generated/authored.js';
import { sayWrongPattern } from './pattern-sentences.js';
import type { Reading } from './reading.js';
import { adviceOf, placeOfMap, sayValue, sayWhat, type SchemaError, type Sentence } from './schema-error.js';
import { top } from './shape-paths.js';
import { sayWrongType } from './type-sentences.js';
import { nameOfMap } from './word-homes.js';
import { grouped } from '../model/grouped.js';

/** A mistake of shape in words; undefined for errors that only accompany another. */
export function saySchemaError(reading: Reading, path: Path, error: SchemaError): Sentence | undefined {
  const what = sayWhat(path);
  const limit = Number(error.params['limit']);
  switch (error.keyword) {
    case 'required':
      return sayMissing(reading, error);
    case 'type':
      return {
        ...sayWrongType(treeAt(reading.tree, path), error, what),
        ...(startsBelowItsKey(reading, path) && { on: 'key' }),
      };
    case 'const':
    case 'enum':
      return sayWrongChoice(reading, path, error, what);
    case 'pattern':
      return error.propertyName === undefined ? sayWrongPattern(error, path, what) : undefined;
    case 'propertyNames': {
      const key = String(error.params['propertyName']);
      return {
        code: 'E013',
        path: [...path, key],
        on: 'key',
        message: `"${key}" cannot be a name: names have letters, digits and _, and begin with a letter`,
        suggestion: sayFileOf(reading, path, key) ?? `write ${asName(key)}`,
      };
    }
    case 'anyOf':
      return { code: 'E013', message: `${what} cannot be ${sayValue(treeAt(reading.tree, path))}`, ...adviceOf(error) };
    case 'minItems':
    case 'minProperties':
      if (limit > 1)
        return { code: 'E015', message: `${what} has ${sayCount(error.data)}, and needs ${limit}`, ...adviceOf(error) };
      if (nameOfMap(reading.language, error.parentSchema) === 'a step')
        return {
          code: 'E017',
          message: `${what} has no verb`,
          suggestion: 'write what happens, like `expect: "hello"`',
        };
      return { code: 'E015', message: `${what} is empty`, suggestion: 'write something in it, or leave it out' };
    case 'maxItems':
      return {
        code: 'E015',
        message: `${what} has ${sayCount(error.data)}, and may have ${limit}`,
        ...adviceOf(error),
      };
    case 'maxProperties':
      return {
        code: 'E016',
        message: `${what} says more than one thing: ${reading.keys(path).join(' and ')}`,
        suggestion: 'keep one of them',
      };
    case 'uniqueItems': {
      const item = [...path, Math.max(Number(error.params['i']), Number(error.params['j']))];
      return {
        code: 'E015',
        path: item,
        message: `${sayValue(treeAt(reading.tree, item))} stands in ${what} twice`,
        suggestion: 'keep one of the two',
      };
    }
    case 'minimum':
      return {
        code: 'E015',
        message: `${what} must be at least ${grouped(limit)}, not ${String(error.data)}`,
      };
    case 'maximum':
      return {
        code: 'E015',
        message: `${what} must be at most ${grouped(limit)}, not ${String(error.data)}`,
      };
    case 'if':
      return undefined;
    default:
      return { code: 'E013', message: `${what} is not right here (${error.keyword})` };
  }
}

/** A block of lines has no place of its own that a caret could show; its key has. */
function startsBelowItsKey(reading: Reading, path: Path): boolean {
  return rangeAt(reading.tree, path).start.line > keyRangeAt(reading.tree, path).start.line;
}

function sayMissing(reading: Reading, error: SchemaError): Sentence {
  const missing = error.params['all'] as readonly string[];
  const [first = '', ...others] = missing;
  const last = others.at(-1);
  const names =
    last === undefined
      ? `"${first}" is`
      : `${missing
          .slice(0, -1)
          .map((word) => `"${word}"`)
          .join(', ')} and "${last}" are`;
  return {
    code: 'E011',
    on: 'key',
    message: `${names} missing ${placeOfMap(reading, error)}`,
    suggestion: missing.map((word) => ADVICE[word] ?? `write \`${word}: …\``).join('; '),
  };
}

function sayCount(data: unknown): string {
  const count = Array.isArray(data) ? data.length : Object.keys(data ?? {}).length;
  return `${count} item${count === 1 ? '' : 's'}`;
}

/** The files of a check stand under the program whose folder they are put into. */
function sayFileOf(reading: Reading, path: Path, file: string): string | undefined {
  const [program] = reading.keys(top('programs'));
  return path[0] === top('checks')[0] && path.at(-1) === ('files' satisfies keyof Check) && program !== undefined
    ? `write files: { ${program}: { ${file}: … } }`
    : undefined;
}

function asName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(name) ? name : `p${name}`;
}

const ADVICE: Readonly<Record<string, string>> = {
  spec: 'begin the file with `spec: 1`',
  name: 'write `name: …`, as students know the assignment',
  programs: 'write `programs: { server: { run: "python3 server.py ${port}" } }`',
  peers: 'write `peers: { c: { connect: server } }`',
  checks: 'write `checks:` and the list of what is checked',
  id: 'give it a short name: `id: long-message`',
  run: 'write the command: `run: "python3 server.py ${port}"`',
  steps: 'write `steps:` and a list',
  copies: 'write how many: `copies: 10`',
  of: 'write which peer is copied: `of: c`',
  from: 'write which side is meant: `from: client`',
  to: 'write which side is connected to: `to: s`',
};
