import { nearest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import { NAME, SIZE } from './schema-words.js';
import type { SchemaError, Sentence } from './schema-error.js';

/** A text of the wrong form, in words. The form is told by an example. */
export function sayWrongPattern(error: SchemaError, path: Path, what: string): Sentence {
  const text = String(error.data);
  const quoted = JSON.stringify(error.data);
  const pattern = error.params['pattern'] as string;
  if (pattern.includes('(ms|s|m)'))
    return {
      code: 'E052',
      message: `${what} is ${quoted}: a time is a number and a unit`,
      suggestion: 'write 2s, 500ms or 1m',
    };
  if (pattern.includes('(bit|kbit|Mbit)'))
    return {
      code: 'E052',
      message: `${what} is ${quoted}: a rate is a number and a unit, and means bits in a second`,
      suggestion: 'write 56kbit or 1.5Mbit',
    };
  if (pattern.endsWith('%$'))
    return {
      code: 'E052',
      message: `${what} is ${quoted}: a share is a number and a percent sign`,
      suggestion: `write ${/^[0-9.]+/.exec(text)?.[0] ?? '20'}%`,
    };
  if (pattern.includes('[0-9a-fA-F]{2}')) return sayWrongHex(text, quoted);
  if (pattern.includes('\\.\\.'))
    return {
      code: 'E013',
      message: `${what} is ${quoted}: a range is written from..to`,
      suggestion: `write it like ${/^[0-9]+/.exec(text)?.[0] ?? '1'}..${/[0-9]+$/.exec(text)?.[0] ?? '5'}`,
    };
  if (pattern === SIZE)
    return {
      code: 'E013',
      message: `${what} is ${quoted}: a number is written as it is, or as the $name of a variable`,
      suggestion: /^[A-Za-z]\w*$/.test(text)
        ? `write 1400, or $${text}`
        : 'write it like 1400, $size, or "${size + 1}"',
    };
  if (path.at(-1) === 'base64')
    return {
      code: 'E054',
      message: `${quoted} is not base64`,
      suggestion: 'four letters of A-Z a-z 0-9 + / stand for three bytes; = fills the last four up',
    };
  if (pattern === NAME)
    return {
      code: 'E013',
      message: `${quoted} cannot be a name: names have letters, digits and _, and begin with a letter`,
      suggestion: 'take another name',
    };
  const choices = /^\^\(?([a-z]+(?:\|[a-z]+)*)\)?\$$/.exec(pattern)?.[1]?.split('|');
  if (choices)
    return { code: 'E013', message: `${what} cannot be ${quoted}`, suggestion: sayChoices(text, choices, error) };
  const word = String(path.at(-1));
  if (word === 'id' || path.at(-2) === 'tags')
    return {
      code: 'E013',
      message: `${what} cannot be ${quoted}: it has letters, digits, - and _ only`,
      suggestion: `write ${
        text
          .trim()
          .replace(/[^A-Za-z0-9_-]+/g, '-')
          .replace(/^[-_]+|-+$/g, '') || 'another'
      }`,
    };
  if (text.trim() === '') return { code: 'E015', message: `${what} is empty`, suggestion: 'write something in it' };
  const description = error.parentSchema['description'];
  return {
    code: 'E013',
    message: `${what} cannot be ${quoted}`,
    ...(typeof description === 'string' && { suggestion: description }),
  };
}

/** A few words, or a number where the schema takes one too. */
function sayChoices(text: string, choices: readonly string[], { parentSchema }: SchemaError): string {
  const takesNumber = [parentSchema['type']].flat().includes('integer');
  const number = takesNumber ? /^[0-9]+(?=$| )/.exec(text)?.[0] : undefined;
  if (number !== undefined) return number === text ? `write ${number} without quotes` : `write ${number}`;
  const near = nearest(text, choices);
  if (near !== undefined) return `did you mean "${near}"?`;
  return `write ${takesNumber ? 'a number, or ' : ''}${choices.join(' or ')}`;
}

function sayWrongHex(text: string, quoted: string): Sentence {
  const digits = text.replace(/\s+/g, '');
  const wrong = /[^0-9a-fA-F\s]/.exec(text)?.[0];
  const why =
    digits === ''
      ? 'there are no digits in it'
      : wrong === undefined
        ? 'a digit is missing: each byte has two'
        : `"${wrong}" is no hexadecimal digit`;
  const shown = quoted.length > 40 ? `${quoted.slice(0, 40)}…` : quoted;
  return {
    code: 'E054',
    message: `${shown} is not hexadecimal: ${why}`,
    suggestion: /^(0x|\\x)/i.test(text)
      ? 'write the digits alone, like "00 ff"'
      : 'write two digits for each byte, like "00 ff"',
  };
}
