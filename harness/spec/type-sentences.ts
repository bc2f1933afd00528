import type { Tree } from '../yaml/tree.js';
import { sayValue, type SchemaError, type Sentence } from './schema-error.js';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a map',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** A value of the wrong type, in words: what is wanted, what is there, how it is put right. */
export function sayWrongType(tree: Tree | undefined, error: SchemaError, what: string): Sentence {
  const wanted = ([] as string[]).concat(error.params['type'] as string | string[]).flatMap((type) => type.split(','));
  const { pattern = '' } = error.parentSchema as { readonly pattern?: string };
  if (tree?.kind === 'scalar' && typeof tree.value === 'number') {
    if (pattern.includes('(ms|s|m)'))
      return {
        code: 'E052',
        message: `${what} is ${tree.written}, and needs a unit`,
        suggestion: `write ${tree.written}s or ${tree.written}ms`,
      };
    if (pattern.includes('(bit|kbit|Mbit)'))
      return {
        code: 'E052',
        message: `${what} is ${tree.written}, and needs a unit`,
        suggestion: `write ${tree.written}kbit or ${tree.written}Mbit (in a second)`,
      };
    if (pattern.endsWith('%$'))
      return {
        code: 'E052',
        message: `${what} is ${tree.written}, and needs a percent sign`,
        suggestion: `write ${tree.written}%`,
      };
  }
  const types = [...new Set(wanted.map((type) => TYPES[type] ?? type))].join(' or ');
  const takesPattern = Object.hasOwn(Object(error.parentSchema['properties']), 'match');
  const advice = adviceFor(tree, wanted, takesPattern);
  return {
    code: 'E013',
    message: `${what} must be ${types}, but this is ${sayValue(tree)}`,
    ...(advice !== undefined && { suggestion: advice }),
  };
}

function adviceFor(tree: Tree | undefined, wanted: readonly string[], takesPattern: boolean): string | undefined {
  if (tree?.kind === 'map') return wanted.includes('array') ? 'begin each item of the list with "- "' : undefined;
  if (tree?.kind === 'list')
    return takesPattern
      ? "for one of several write { match: '^(YES|NO)$' }, or `either`; for one after another, a step for each"
      : wanted.includes('string')
        ? 'write a single value'
        : 'write words with a colon behind them, without "- "';
  if (!tree || tree.value === null)
    return wanted.includes('string')
      ? 'write a value behind the colon; text that begins with # needs quotes'
      : 'write something below it, indented, or leave it out';
  if (typeof tree.value === 'boolean' && takesPattern)
    return `say what it must be, like { match: '[a-z]' }; or "${tree.written}" in quotes, if that is the text`;
  if (typeof tree.value !== 'string')
    return wanted.includes('string') ? `if it is meant as text, write "${tree.written}" in quotes` : undefined;
  const [, name, value = ''] = /^(\w+)\s*=(?!=)\s*(.+)$/.exec(tree.value) ?? [];
  if (name !== undefined && wanted.join() === 'object')
    return `write { ${name}: ${value.includes("'") ? `"${value}"` : `'${value}'`} }`;
  if (wanted.includes('array')) return `write a list: [${tree.written}]`;
  if (wanted.includes('boolean'))
    return /^(yes|on|y)$/i.test(tree.value)
      ? 'write true'
      : /^(no|off|n)$/i.test(tree.value)
        ? 'write false'
        : undefined;
  if (wanted.some((type) => type === 'integer' || type === 'number') && /^[0-9.]+$/.test(tree.value))
    return `write ${tree.value} without quotes`;
  return undefined;
}
