import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles } from '../../scripts/generated-files.js';
import { language } from '../cli/language.js';
import type { JsonSchema, StepSyntax } from '../model/language.js';
import type { Peer } from './generated/authored.js';
import { specSchema } from './schema.js';
import { pathsIn } from './shape-paths.js';

const schema = specSchema(language);
const definitions = schema['$defs'] as Readonly<Record<string, JsonSchema>>;

const families: readonly Readonly<Record<string, Pick<StepSyntax, 'word' | 'summary' | 'modifiers'>>>[] = [
  language.steps,
  language.damages,
  language.frames,
];

/** The schema as an editor reads it. */
const fileOfEditors = JSON.parse(readFileSync('schemas/spec.schema.json', 'utf8')) as JsonSchema;

function newAjv(): Ajv2020 {
  return new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  });
}

/** Every map of words in the schema, by its path. */
function* mapsIn(
  here: unknown,
  path: string,
): Generator<{ readonly path: string; readonly words: Readonly<Record<string, JsonSchema>> }> {
  if (typeof here !== 'object' || here === null) return;
  const { properties } = here as { readonly properties?: Readonly<Record<string, JsonSchema>> };
  if (properties) yield { path, words: properties };
  for (const [key, inner] of Object.entries(here)) yield* mapsIn(inner, `${path}/${key}`);
}

describe('generated files', async () => {
  const files = await generatedFiles();

  test.each(Object.entries(files))('%s is current (else: npm run generate)', (path, text) => {
    expect(readFileSync(path, 'utf8') === text, `${path} differs from what the registries say`).toBe(true);
  });
});

describe('the schema', () => {
  test('is valid JSON Schema 2020-12', () => {
    const ajv = newAjv();
    expect(fileOfEditors['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(ajv.validateSchema(fileOfEditors), JSON.stringify(ajv.errors)).toBe(true);
    expect(() => ajv.compile(fileOfEditors)).not.toThrow();
  });

  test('describes every word, for those who hover over it in an editor', () => {
    const silent = [...mapsIn(schema, '')].flatMap(({ path, words }) =>
      Object.entries(words).flatMap(([word, { description, $ref }]) =>
        (description ?? definitions[String($ref).split('/').at(-1) ?? '']?.['description']) ? [] : [`${path}/${word}`],
      ),
    );
    expect(silent).toEqual([]);
  });

  test('describes every map in words of its own, by which messages name it', () => {
    const descriptions = Object.values(definitions).map(({ description }) => description);
    expect(descriptions).not.toContain(undefined);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  });

  test('has no open map: an unknown word is refused wherever it stands', () => {
    const isOpen = (here: JsonSchema): boolean =>
      Boolean(here['properties']) && here['additionalProperties'] === undefined;
    const visit = (here: unknown, path: string): string[] => {
      if (typeof here !== 'object' || here === null) return [];
      return [
        ...(isOpen(here as JsonSchema) && !path.endsWith('/properties') ? [path] : []),
        ...Object.entries(here).flatMap(([key, inner]) => visit(inner, `${path}/${key}`)),
      ];
    };
    expect(visit(schema, '')).toEqual([]);
  });

  test('a word that several steps share means one thing, and so does one that several damages share', () => {
    const formOf = (form: JsonSchema): string =>
      JSON.stringify(form, (key, value: unknown) => (key === 'description' ? undefined : value));
    for (const family of families) {
      const forms = new Map<string, string>();
      for (const [word, form] of Object.values(family).flatMap((member) => Object.entries(member.modifiers))) {
        expect(forms.get(word) ?? formOf(form), `"${word}" has two forms`).toBe(formOf(form));
        forms.set(word, formOf(form));
      }
      const shadowed = [...forms.keys()].filter((word) => Object.hasOwn(family, word));
      expect(shadowed, 'both a word of its own and one beside another').toEqual([]);
    }
  });

  test('every registry has its members under their own words', () => {
    for (const family of families) {
      for (const [key, { word, summary }] of Object.entries(family)) {
        expect(word).toBe(key);
        expect(summary).toMatch(/^\S.{10,}/);
      }
    }
  });
});

describe('bundled specs hold against it, as an editor would hold them', () => {
  const validate = newAjv().compile(fileOfEditors);
  const files = [
    ...readdirSync('specs')
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `specs/${name}`),
    ...readdirSync('fixtures/good-specs').map((name) => `fixtures/good-specs/${name}`),
  ];

  test.each(files)('%s', (file) => {
    expect(validate(parse(readFileSync(file, 'utf8'))), JSON.stringify(validate.errors?.[0])).toBe(true);
  });

  test.each(readdirSync('specs').filter((name) => name.endsWith('.yaml')))('%s names it for editors', (name) => {
    expect(readFileSync(`specs/${name}`, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/schemas\/spec\.schema\.json\n/,
    );
  });
});

test('a reader that asks for a word that the schema does not know is not compiled', () => {
  const at = pathsIn<Peer>(['peers', 'c']);
  expect(at('connect')).toEqual(['peers', 'c', 'connect']);
  // @ts-expect-error: it would never be there
  expect(at('conect')).toEqual(['peers', 'c', 'conect']);
});
