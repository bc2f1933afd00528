import type { SpecCode } from './spec-code.js';

/** Expressions, and the values that steps keep. */
export const expressions: Readonly<Record<string, SpecCode>> = {
  E031: {
    title: 'an unknown name in an expression',
    means: `A name in an expression is one of the values that are known there, or a function. Text stands in quotes of
its own, inside of those of YAML. Expressions are written in CEL; of its functions those are offered that
specs/README.md lists.`,
    wrong: `- let: { lo: 1, hi: 100 }
- c: { expect: { any: 1 } }
- check: low <= hi`,
    right: `- let: { lo: 1, hi: 100 }
- c: { expect: { any: 1 } }
- check: lo <= hi`,
  },
  E032: {
    title: 'an expression whose types do not fit',
    means: `Types are checked before anything is launched. What came over the wire is text or bytes: number(x) makes a
number of it, string(x) makes text. A \`check\`, and an \`until\`, must be true or false. What divides by 0
has no value at all.`,
    wrong: `- c: { send: "5", expect: { match: '(?<n>[0-9])' } }
- check: n == 5`,
    right: `- c: { send: "5", expect: { match: '(?<n>[0-9])' } }
- check: number(n) == 5`,
  },
  E033: {
    title: 'not an expression',
    means: `The text cannot be read as an expression: a bracket or a quote is not closed, something is missing behind a
sign, or the sign is another one. It is ==, not =; and is &&, or is ||, not is !. Names stand without $ and
without \${ }, which belong into text; and text stands in quotes of its own: \`let: { word: '"hello"' }\`.`,
    wrong: `- c: { send: "5", expect: { match: '(?<n>[0-9])' } }
- check: n = "5"`,
    right: `- c: { send: "5", expect: { match: '(?<n>[0-9])' } }
- check: n == "5"`,
  },
  E034: {
    title: 'a value that may be missing',
    means: `The name gets its value on some of the ways that lead here, but not on all of them: in one way of an
\`either\`, or behind the place where a \`repeat\` may be left. On the others there would be nothing to send.`,
    wrong: `- either:
    - c: { expect: { match: '^id (?<id>[0-9])' } }
    - c: { expect: "none" }
- c: { send: "\${id}", expect: "ok" }`,
    right: `- let: { id: '"0"' }
- either:
    - c: { expect: { match: '^id (?<id>[0-9])' } }
    - c: { expect: "none" }
- c: { send: "\${id}", expect: "ok" }`,
  },
  E035: {
    title: 'a name that holds another kind of value',
    means: 'A name holds one kind of value in the whole check: a number stays a number, text stays text.',
    wrong: `- let: { last: 0 }
- c: { expect: { match: '(?<last>[0-9])' } }`,
    right: `- let: { last: 0 }
- c: { expect: { match: '(?<digit>[0-9])' } }
- let: { last: number(digit) }`,
  },
};
