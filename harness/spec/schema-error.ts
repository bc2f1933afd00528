import type { Path, Tree } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { nameOfMap } from './word-homes.js';

/** What ajv tells of one mistake; only what is used here. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: Readonly<Record<string, unknown>>;
  readonly data: unknown;
  readonly propertyName?: string;
}

/** The same for a person. `path` where it is another place than the schema's. */
export interface Sentence {
  readonly code: string;
  readonly path?: Path;
  readonly on?: 'key' | 'value';
  readonly message: string;
  readonly suggestion?: string;
}

/** The place in the file that an error speaks of. */
export function pathOf(error: SchemaError): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** `"within"`, `this step`, `this item of "tags"`. */
export function sayWhat(path: Path): string {
  const word = String(path.at(-1) ?? '');
  if (path.length === 0) return 'the file';
  if (!isIndex(word)) return `"${word}"`;
  const list = String(path.at(-2));
  return ITEMS.get(list) ?? `this item of "${list}"`;
}

const ITEMS: ReadonlyMap<string, string> = new Map([
  ['steps', 'this step'],
  ['checks', 'this check'],
  ['cases', 'this row of cases'],
]);

/** `in a check`, `in "parallel"`, `at the top level`. */
export function placeOfMap(reading: Reading, error: SchemaError): string {
  const path = pathOf(error);
  if (path.length === 0) return 'at the top level of the spec';
  return `in ${nameOfMap(reading.language, error.parentSchema) ?? `"${String(path.findLast((part) => !isIndex(part)))}"`}`;
}

/** `the text "x"`, `a list`, `nothing`. */
export function sayValue(tree: Tree | undefined): string {
  if (!tree) return 'nothing';
  if (tree.kind !== 'scalar') return tree.kind === 'map' ? 'a map' : 'a list';
  if (tree.value === null) return 'nothing';
  return typeof tree.value === 'string' ? JSON.stringify(tree.value) : tree.written;
}

function isIndex(part: string | number): boolean {
  return /^\d+$/.test(String(part));
}

/** What the language says of the word itself, which tells its forms. */
export function adviceOf(error: SchemaError): { readonly suggestion?: string } {
  const description = error.parentSchema['description'];
  return typeof description === 'string'
    ? { suggestion: description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '') }
    : {};
}
