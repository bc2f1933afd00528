import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSpec } from '../spec/read-spec.js';
import { codes, specCodes } from './codes.js';
import { findings } from './codes/findings.js';
import { tables } from './codes/tables.js';
import { language } from './language.js';

/** The parts of a spec, which an example replaces one by one. */
const PARTS: Readonly<Record<string, string>> = {
  spec: 'spec: 1',
  name: 'name: Example',
  programs:
    'programs: { server: { run: "python3 server.py ${port}" }, client: { run: "./client ${host} ${port}", start: by step } }',
  peers: 'peers: { c: { connect: server }, s: { listen: udp } }',
  links: 'links: { wire: { from: client, to: s }, cable: { from: c, to: server } }',
};

const STEPS = 'steps:\n  - c: { send: "hello", expect: "hello" }';

/** An example as a whole spec: what it is a part of is seen from its first word. */
function specWith(example: string): string {
  const word = /^(\w+|- id|- \{ id|-|%)/.exec(example)?.[0] ?? '';
  const isPart = Object.hasOwn(PARTS, word);
  if (isPart && /\nname:/.test(example)) return example;
  const parts = Object.entries(PARTS).map(([name, text]) => (name === word ? example : text));
  // An example that begins with another section is followed by its checks.
  if (/^\w+:[^]*\nchecks:/.test(example))
    return `${parts.filter((part) => part !== example && !example.includes(`\n${part.split(' ')[0] ?? ''}`)).join('\n')}\n${example}\n`;
  return `${parts.join('\n')}\nchecks:\n${indent(checksWith(isPart ? '' : example), 2)}\n`;
}

function checksWith(example: string): string {
  if (/^- (\{ )?(id|name)\b/.test(example)) return example;
  const steps = example.startsWith('- ') ? `steps:\n${indent(example, 2)}` : example.includes('steps:') ? '' : STEPS;
  return `- id: example\n${indent([example.startsWith('- ') ? '' : example, steps].filter(Boolean).join('\n'), 2)}`;
}

function indent(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}

const codesOf = (example: string): string[] =>
  readSpec(Buffer.from(specWith(example)), 'example.yaml', language).diagnostics.map(({ code }) => code);

describe('what `wiremark explain` shows is true', () => {
  const examples = Object.entries(specCodes);

  test.each(examples.filter(([, { wrong }]) => wrong !== undefined))(
    'the wrong example of %s is refused for that, and for nothing else',
    (code, { wrong }) => {
      expect(codesOf(wrong ?? '')).toEqual([code]);
    },
  );

  test.each(examples.filter(([, { right }]) => right !== undefined))(
    'the right example of %s is a spec',
    (_code, { right }) => {
      expect(codesOf(right ?? '')).toEqual([]);
    },
  );

  test('every explanation fits a terminal and says something', () => {
    for (const [code, { title, text }] of Object.entries(codes)) {
      expect(title, code).toMatch(/^\S.{5,60}$/);
      expect(
        text.split('\n').filter((line) => line.length > 112),
        code,
      ).toEqual([]);
      expect(text.length, code).toBeGreaterThan(80);
    }
  });

  test('an explanation of a finding says what the reasons are and what to try', () => {
    for (const [code, { text }] of Object.entries(findings)) {
      expect(text, code).toMatch(/^Usual reasons?: /m);
      expect(text, code).toMatch(/^Try: /m);
    }
  });
});

test('every finding that a verdict can have is explained, and nothing else', () => {
  const sources = ['steps', 'verdict'].flatMap((folder) =>
    readdirSync(`harness/${folder}`)
      .filter((name) => name.endsWith('.ts') && !name.includes('.test'))
      .map((name) => readFileSync(`harness/${folder}/${name}`, 'utf8')),
  );
  const written = sources.flatMap((source) =>
    [...source.matchAll(/\bcode: '([a-z][a-z-]*)'/g)].map((match) => match[1] ?? ''),
  );
  const chosen = sources.flatMap((source) =>
    [...source.matchAll(/const code =[^;]*/g)].flatMap(([line]) =>
      [...line.matchAll(/'([a-z]+-[a-z-]+)'/g)].map((match) => match[1] ?? ''),
    ),
  );
  expect(Object.keys(findings).toSorted()).toEqual([...new Set([...written, ...chosen])].toSorted());
});

test('every code of a mistake in a table is explained, and nothing else', () => {
  const sources = ['csv', 'rosters', 'intake', 'gradebook'].flatMap((folder) =>
    readdirSync(`harness/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('.test'))
      .map((name) => readFileSync(`harness/${folder}/${name}`, 'utf8')),
  );
  const used = sources.flatMap((source) => source.match(/'C\d{3}'/g) ?? []).map((code) => code.slice(1, -1));
  expect(Object.keys(tables).toSorted()).toEqual([...new Set(used)].toSorted());
});
