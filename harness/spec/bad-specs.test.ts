import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { codes, specCodes } from '../cli/codes.js';
import { language } from '../cli/language.js';
import { lint } from '../cli/lint.js';
import { lintSpec } from './lint-spec.js';
import { readSpec } from './read-spec.js';

/** One mistake each, named by it; beside each what `wiremark lint` says of it. `vitest -u` records anew. */
const FOLDER = 'fixtures/bad-specs';
const mistakes = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length))
  .toSorted();

/** These are about more than one mistake. */
const SEVERAL = new Set(['several-mistakes', 'programs-that-cannot-be-shared', 'misspelt-words-in-ways']);

const read = (mistake: string): ReturnType<typeof readSpec> =>
  lintSpec(readFileSync(`${FOLDER}/${mistake}.yaml`), `${mistake}.yaml`, language);

function printedBy(run: () => number): string {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    expect(run()).toBe(2);
  } finally {
    write.mockRestore();
  }
  return printed.join('');
}

describe('a bad spec is refused, and the mistake is told', () => {
  test.each(mistakes)('%s', async (mistake) => {
    const text = printedBy(() => lint([`${FOLDER}/${mistake}.yaml`])).replaceAll(`${FOLDER}/`, '');
    await expect(text).toMatchFileSnapshot(join('../..', FOLDER, `${mistake}.err`));
  });

  test.each(mistakes.filter((mistake) => !SEVERAL.has(mistake)))('%s is one mistake, and is told once', (mistake) => {
    expect(read(mistake).diagnostics.map(({ message }) => message)).toHaveLength(1);
  });

  test('every golden belongs to a mistake', () => {
    expect(
      readdirSync(FOLDER)
        .filter((name) => name.endsWith('.err'))
        .map((name) => name.slice(0, -'.err'.length))
        .toSorted(),
    ).toEqual(mistakes);
  });

  test('several mistakes are told all at once, in the order of the file', () => {
    const places = read('several-mistakes').diagnostics.map(
      ({ origin }) => origin.start.line * 1000 + origin.start.column,
    );
    expect(places.length).toBeGreaterThan(9);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('every place lies in the file', () => {
    for (const mistake of mistakes) {
      const { diagnostics, source } = read(mistake);
      const lines = source.split('\n');
      for (const { origin } of diagnostics) {
        const line = lines[origin.start.line - 1];
        expect(line, `${mistake}: line ${origin.start.line}`).toBeDefined();
        expect(origin.start.column, mistake).toBeLessThanOrEqual((line ?? '').length + 1);
      }
    }
  });

  test('no message and no advice is without words for a person', () => {
    for (const mistake of mistakes) {
      for (const { message, suggestion } of read(mistake).diagnostics)
        expect(`${message} ${suggestion ?? ''}`, mistake).not.toMatch(
          /undefined|null|\[object|NaN|additionalProperties|anyOf|schema/,
        );
    }
  });
});

describe('a file that is no spec at all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiremark-bad-specs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('ten megabytes are refused before they are read', () => {
    const file = join(folder, 'large.yaml');
    writeFileSync(file, 'x'.repeat(10 * 1024 * 1024));
    const text = printedBy(() => lint([file])).replaceAll(file, 'large.yaml');
    expect(text).toBe(
      'large.yaml:1:1  E004  the file has 10,485,760 bytes; a spec may have 1,048,576\n' +
        '      is this a spec? Large data belongs in a payload, like { random: 100000 }\n\n' +
        '1 mistake. "wiremark explain CODE" tells more about a code.\n',
    );
  });

  const mistakesIn = (text: string): number => readSpec(Buffer.from(text), 'x.yaml', language).diagnostics.length;

  test('thousands of mistakes, and brackets without an end, are told and break nothing', () => {
    expect(mistakesIn('spec: 1\nname: x\naaa: 1\n'.repeat(2000))).toBe(3 * 1999 + 2);
    const steps = '      - { colour: 08, send: 1 }\n'.repeat(2000);
    expect(
      mistakesIn(
        `spec: 1\nname: x\nprograms: { s: { run: x } }\npeers: { c: { connect: s } }\nchecks:\n  - id: a\n    steps:\n${steps}`,
      ),
    ).toBe(3 * 2000);
    expect(mistakesIn('['.repeat(100_000))).toBe(1);
    expect(mistakesIn('- '.repeat(100_000))).toBe(1);
    expect(mistakesIn('{a: '.repeat(100_000))).toBe(1);
  });
});

describe('codes', () => {
  const sources = ['spec', 'yaml', 'steps', 'links', 'frames'].flatMap((folder) =>
    readdirSync(`harness/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('test'))
      .map((name) => readFileSync(`harness/${folder}/${name}`, 'utf8')),
  );
  const used = [
    ...new Set(sources.flatMap((source) => source.match(/'E0\d\d'/g) ?? []).map((quoted) => quoted.slice(1, -1))),
  ].toSorted();

  test('every code that the sources can report has a fixture', () => {
    const shown = new Set(mistakes.flatMap((mistake) => read(mistake).diagnostics.map(({ code }) => code)));
    // The file for this one is made above.
    shown.add('E004');
    expect(used.filter((code) => !shown.has(code))).toEqual([]);
  });

  test('every code has an explanation, and every explanation a code', () => {
    expect(Object.keys(specCodes)).toEqual(used);
    expect(used.filter((code) => !Object.hasOwn(codes, code))).toEqual([]);
  });
});
