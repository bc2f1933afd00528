import { METHODS } from '../value/functions.js';
import type { Problem } from './reading.js';
import type { Sight } from './sight.js';

/** What is wrong with a $ inside of a text, and with what of it. */
type Sentence = Pick<Problem, 'code' | 'message' | 'suggestion' | 'part'>;

/** A $ that is no `${…}`, in words: `piece` is the sign and the name that it may have, `behind` the text that follows, up to the next $. */
export function sayDollar(piece: string, behind: string, sight: Sight): Sentence {
  const name = piece.slice(1);
  if (name === '' && behind.startsWith('{')) return sayUnclosed(behind, sight);
  const known = name !== '' && sight.get(name) !== undefined;
  const calls = known ? callsIn(behind) : '';
  return {
    code: 'E056',
    part: `${piece}${calls}`,
    message: name === '' ? 'this $ begins no name' : `"${piece}" stands inside of a text`,
    suggestion:
      calls !== ''
        ? `write \${${name}${calls}} inside of quotes`
        : known
          ? `write \${${name}} for the value of "${name}"`
          : 'write $$ for the sign itself, ${name} for a value inside of text',
  };
}

function sayUnclosed(behind: string, sight: Sight): Sentence {
  const [, name = ''] = /^\{\s*(\w+)(?!\w|\s*[.([+\-*/%=<>!?&|])/.exec(behind) ?? [];
  return {
    code: 'E056',
    part: '${',
    message: behind.includes('}')
      ? 'the } of this ${ is missing, or a quote before it is never closed'
      : 'the } of this ${ is missing',
    suggestion: sight.get(name)
      ? `write \${${name}} for the value of "${name}"`
      : 'write the } where the name, or the expression, ends; $$ is the sign itself',
  };
}

/** `${name}.hex()`: what was meant to be called stands outside, and is text there. */
export function sayCallOutside(piece: string, behind: string): Sentence | undefined {
  const calls = callsIn(behind);
  // Other calls may be meant as text, in the source of a program that is sent.
  return !/\.(hex|base64)\(\)$/.test(calls)
    ? undefined
    : {
        code: 'E056',
        part: `${piece}${calls}`,
        message: `"${calls}" stands behind the } and is text there, which nothing calls`,
        suggestion: `write ${piece.slice(0, -1)}${calls}}`,
      };
}

/** The calls that a text begins with, `.trim().hex()`; empty where it begins with something else. */
function callsIn(text: string): string {
  const calls = /^(?:\.\w+\([^()]*\))+/.exec(text)?.[0] ?? '';
  const names = [...calls.matchAll(/\.(\w+)\(/g)].map(([, name = '']) => name);
  return names.every((name) => Object.hasOwn(METHODS, name)) ? calls : '';
}
