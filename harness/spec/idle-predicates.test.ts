import { expect, test } from 'vitest';
import { language } from '../cli/language.js';
import { readSpec } from './read-spec.js';

const codesOf = (expectation: string): readonly string[] => {
  const text = `spec: 1
name: Echo
programs: { server: { run: "./server \${port}" } }
peers: { c: { connect: server, frame: line } }
checks:
  - { id: a, for_any: { x: { text: 1..9 } }, steps: [ { c: { send: $x, expect: ${expectation} } } ] }
`;
  return readSpec(Buffer.from(text), 'echo.yaml', language).diagnostics.map(({ code }) => code);
};

test.each([
  '{ starts: "A", not: { starts: "AB" } }',
  '{ contains: "A", not: { starts: "A" } }',
  '{ starts: "a", ends: "b" }',
  '{ starts: "aba", ends: "ab", contains: "abab" }',
  '{ starts: $x, contains: "a" }',
  '{ starts: "a", contains: $x }',
  '{ contains: $x, not: { match: "^a" } }',
  '{ starts: "A", not: { starts: "A", contains: "B" } }',
  '{ starts: "A", match: "(?<rest>.*)" }',
  '{ starts: "A", not: "A" }',
  '{ match: "^[0-9]+$", not: "0" }',
  '{ match: ".*" }',
  '{ ends: { token: 4 }, not: { ends: { hex: "00 ff" } } }',
])('%s asks for something', (expectation) => {
  expect(codesOf(expectation)).toEqual([]);
});

test.each([
  ['{ contains: $x, not: { contains: $x } }', 'E016'],
  ['{ starts: { hex: "41 42" }, not: { contains: "B" } }', 'E016'],
  ['{ ends: "ab", not: { ends: "b", contains: "a" } }', 'E016'],
  ['{ match: "a+", not: { match: "a+" } }', 'E016'],
  ['{ starts: "a", match: ".*" }', 'E018'],
  ['{ starts: "a", ends: "" }', 'E018'],
  ['{ ends: "no", not: { ends: "yes" } }', 'E018'],
  ['{ match: "^[0-9]+$", not: "none" }', 'E018'],
])('%s is refused', (expectation, code) => {
  expect(codesOf(expectation)).toEqual([code]);
});
