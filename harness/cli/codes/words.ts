import type { SpecCode } from './spec-code.js';

/** Words that are missing, unknown, or in the wrong company. */
export const words: Readonly<Record<string, SpecCode>> = {
  E011: {
    title: 'a word is missing',
    means: 'This map cannot do without the word: a program needs its command, a check its id and its steps.',
    wrong: `- name: a greeting
  steps:
    - c: { send: "hello", expect: "hello" }`,
    right: `- id: greeting
  name: a greeting
  steps:
    - c: { send: "hello", expect: "hello" }`,
  },
  E012: {
    title: 'an unknown word',
    means: `The language does not have this word, or not in this place. Were it passed over, a misspelt \`expect\`
would mean that nothing is expected, and every program would pass.`,
    wrong: '- c: { send: "hello", exepct: "hello" }',
    right: '- c: { send: "hello", expect: "hello" }',
  },
  E013: {
    title: 'a value of the wrong kind',
    means: `A text stands where a number is needed, a list where a map is needed, nothing where something is
needed, or a name has letters that names cannot have. 42 is a number, "42" is text.`,
    wrong: '- c: { send: 42, expect: "42" }',
    right: '- c: { send: "42", expect: "42" }',
  },
  E014: {
    title: 'a choice that there is not',
    means: 'The word takes one of a few values, and this is none of them.',
    wrong: `- c: { send: "hello" }
- c: { close: reading }
- c: { expect: "hello" }`,
    right: `- c: { send: "hello" }
- c: { close: writing }
- c: { expect: "hello" }`,
  },
  E015: {
    title: 'too little, too much, or twice the same',
    means: `A number is below or above what makes sense here, a list is empty or has too many items, a range
ends before it begins, or the same item stands in a list twice.`,
    wrong: 'points: -1',
    right: 'points: 0',
  },
  E016: {
    title: 'words that do not go together',
    means: `Each of the words is right, but not beside the other, or not without another: a step has one actor,
a peer connects, listens or joins a group, a check has steps or is like another. And \`not\` cannot take away what
the words beside it ask for.`,
    wrong: `- c: { send: "hello" }
- c: { answer: "hello" }
- c: { expect: "hello" }`,
    right: `- c: { send: "hello" }
- c: { expect: "hello", answer: "thanks" }`,
  },
  E017: {
    title: 'a step or a rule that does nothing',
    means: 'A step needs a verb that says what happens, and a rule of damage needs a kind of damage.',
    wrong: `- c: { send: "hello", expect: "hello" }
- c: { within: 2s }`,
    right: `- c: { send: "hello", expect: "hello" }
- c: { closed: cleanly, within: 2s }`,
  },
  E018: {
    title: 'a word that says nothing here',
    means: `The word is known, but it has no effect in this place. Whoever wrote it meant something by it: it
would be a pity if it were passed over.`,
    wrong: '- c: { send: "hello", expect: "hello", extra: ok }',
    right: `- c: { send: "hello", expect: "hello" }
- c: { closed: cleanly, extra: ok }`,
  },
};
