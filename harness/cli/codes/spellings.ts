import type { SpecCode } from './spec-code.js';

/** How texts, numbers, times and patterns are written. */
export const spellings: Readonly<Record<string, SpecCode>> = {
  E051: {
    title: 'an escape that is not the byte that it looks like',
    means: `In YAML "\\xff" is the letter ÿ, and a letter above 7f is two bytes in UTF-8. Bytes that are no text
are written in hexadecimal.`,
    wrong: '- c: { send: "\\xff", expect: { any: 1 } }',
    right: '- c: { send: { hex: "ff" }, expect: { any: 1 } }',
  },
  E052: {
    title: 'a number without its unit',
    means: `A time is written with its unit (500ms, 2s, 1m), a share with its percent sign (20%), so that nobody
has to guess.`,
    wrong: '- c: { send: "hello", expect: "hello", within: 2 }',
    right: '- c: { send: "hello", expect: "hello", within: 2s }',
  },
  E053: {
    title: 'not a regular expression',
    means: `The pattern cannot be read. The patterns are those of RE2 and take time linear in the text, because
what they look at may be hostile: looking ahead and referring back are not offered. Write patterns
in single quotes, where \\ is itself.`,
    wrong: '- c: { send: "hello", expect: { match: \'(hello\' } }',
    right: '- c: { send: "hello", expect: { match: \'\\(?hello\' } }',
  },
  E054: {
    title: 'not hexadecimal',
    means: 'Bytes are written as pairs of 0-9 and a-f, with blanks between them where you like.',
    wrong: '- c: { send: { hex: "0xff" }, expect: { any: 1 } }',
    right: '- c: { send: { hex: "ff 00" }, expect: { any: 2 } }',
  },
  E055: {
    title: 'a number that YAML reads as another one',
    means: `YAML reads 08080 as 8080, 0x10 as 16, 1e3 as 1000, and rounds what has too many digits. Put it in
quotes if it is text, or write the number as it is.`,
    wrong: '- c: { send: 08080, expect: "08080" }',
    right: '- c: { send: "08080", expect: "08080" }',
  },
  E056: {
    title: 'a $ that names nothing',
    means: `$name alone stands for a value; inside of a text it is written \${name}. The sign itself is $$.
In the pattern of a \`match\` no name is filled in: there $ is the end of the text.`,
    wrong: '- c: { send: "it costs 5$", expect: { any: 1 } }',
    right: '- c: { send: "it costs 5$$", expect: { any: 1 } }',
  },
  E057: {
    title: 'not the command of a program',
    means: `No shell runs the command: && and > would reach the program as arguments, on every submission. Write
one program and its arguments, or ask for a shell by name.`,
    wrong: `programs:
  server: { run: "cd src && python3 server.py \${port}" }
  client: { run: "./client \${host} \${port}", start: by step }`,
    right: `programs:
  server: { run: "python3 src/server.py \${port}" }
  client: { run: "./client \${host} \${port}", start: by step }`,
  },
  E058: {
    title: 'an escape outside of double quotes',
    means: `Only between double quotes is \\n the end of a line. Between single quotes, and without quotes, it is
a backslash and the letter n, and both would go over the wire.`,
    wrong: "- c: { send: 'hello\\n', expect: { any: 1 } }",
    right: '- c: { send: "hello\\n", expect: { any: 1 } }',
  },
  E059: {
    title: 'curly quotes',
    means: `Word processors and web pages turn " into “ and ”, which YAML takes for letters of the text: they
would go over the wire. Type the quotes again.`,
    wrong: '- c: { send: “hello”, expect: { any: 1 } }',
    right: '- c: { send: "hello", expect: { any: 1 } }',
  },
};
