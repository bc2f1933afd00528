import type { SpecCode } from './spec-code.js';

/** Mistakes of the file as a whole, and of its YAML. */
export const files: Readonly<Record<string, SpecCode>> = {
  E001: {
    title: 'an empty file',
    means: 'The file has nothing in it, or only comments. The smallest spec there is:',
    right: `spec: 1
name: Echo
programs: { server: { run: "python3 server.py \${port}" } }
peers: { c: { connect: server } }
checks:
  - id: hello
    steps:
      - { send: "hello", expect: "hello" }`,
  },
  E002: {
    title: 'not a text in UTF-8',
    means: `Specs are UTF-8, so that a letter has the same bytes on every machine. This file is in another
encoding (Latin-1, UTF-16), or holds control characters that nobody can see. Open it in your editor
and save it as UTF-8. A byte that is meant to go over the wire is written { hex: "ff" }.`,
  },
  E003: {
    title: 'a word twice in one map',
    means: 'YAML would keep the last of the two and forget the first without a word; so it is refused.',
    wrong: `points: 2
hint: "look at the last line"
points: 3`,
    right: `points: 3
hint: "look at the last line"`,
  },
  E004: {
    title: 'a file that is too large',
    means: `A spec is a page or two; this file has more than a megabyte. Is it the right file? Large data is not
written down but made: { random: 100000 }, { text: 100000 }, { repeat: "ab", times: 50000 }.`,
  },
  E005: {
    title: 'not YAML',
    means: `The text breaks a rule of YAML, so nothing in it can be understood. The usual reasons: a quote or
bracket that is not closed, a tab in the indentation, a colon without a blank behind it, or text with
one of : # { } [ ] * & ! | > % @ in it that needs quotes.`,
    wrong: 'name: Echo: the first exercise',
    right: 'name: "Echo: the first exercise"',
  },
  E006: {
    title: 'an alias of YAML that refers to nothing',
    means: `In YAML *name stands for what was marked with &name before. Most often no alias was meant: text
that begins with * or & needs quotes.`,
    wrong: '- c: { send: *hello*, expect: "*hello*" }',
    right: '- c: { send: "*hello*", expect: "*hello*" }',
  },
  E007: {
    title: 'a tag of YAML',
    means: `YAML uses words that begin with ! for types of its own, and they are not part of this language.
It has its own words for bytes. Text that begins with ! needs quotes.`,
    wrong: '- c: { send: !!binary aGVsbG8=, expect: "hello" }',
    right: '- c: { send: { hex: "68 65 6c 6c 6f" }, expect: "hello" }',
  },
  E008: {
    title: 'too many pieces, or too deep',
    means: `Lists and maps lie deeper inside of each other than any spec needs, an alias contains itself, or a few
aliases unfold to a huge text (the "billion laughs" attack). Write out what is meant.`,
    wrong: '- repeat: &again { times: 2, steps: [ { repeat: *again } ] }',
    right: '- repeat: { times: 4, steps: [ { c: { send: "hello", expect: "hello" } } ] }',
  },
  E009: {
    title: 'more than one document, or another YAML',
    means: `A file holds one spec. A line with only --- begins a second document, which would be forgotten; and
a line %YAML 1.1 changes what on, 010 and 1:20 mean.`,
    wrong: `spec: 1
name: Echo
---
spec: 1
name: Threads`,
  },
  E010: {
    title: 'another version of the language',
    means: `The first word of a spec is the version of the language that it is written in. This wiremark reads
version 1; a newer spec needs a newer wiremark.`,
    wrong: 'spec: 2',
    right: 'spec: 1',
  },
};
