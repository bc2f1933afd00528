import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';
import { language } from '../harness/cli/language.js';
import type { JsonSchema } from '../harness/model/language.js';
import { specSchema } from '../harness/spec/schema.js';
import { manifestSchema } from '../harness/submission/manifest-schema.js';
import { editorSchema } from './editor-schema.js';
import { fillPlaces } from './fill-places.js';
import { specTables } from './spec-tables.js';

const MADE = 'Made by `npm run generate` from the registries; do not edit.';

/** Written by hand round its tables, which are generated. */
const REFERENCE = 'specs/README.md';

/** Every generated file of the repository, by path. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const spec = specSchema(language);
  return {
    'schemas/spec.schema.json': `${JSON.stringify(editorSchema(spec), undefined, 2)}\n`,
    'schemas/wiremark.schema.json': `${JSON.stringify(manifestSchema, undefined, 2)}\n`,
    'harness/spec/generated/validate-spec.ts': validatorCode(spec),
    'harness/spec/generated/authored.ts': await compile(structuredClone(spec) as object, 'AuthoredSpec', {
      bannerComment: `// ${MADE}`,
      additionalProperties: false,
      format: false,
    }),
    [REFERENCE]: fillPlaces(await readFile(new URL(`../${REFERENCE}`, import.meta.url), 'utf8'), specTables(language)),
  };
}

/** A validator as plain code: it starts without compiling the schema, and without ajv. */
export function validatorCode(schema: JsonSchema): string {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  const validate = ajv.compile(schema);
  const code = (standaloneCode as unknown as (ajv: Ajv2020, validate: unknown) => string)(ajv, validate);
  if (code.includes('require('))
    throw new Error('the validator needs a module at run time: a keyword in the schema is too rich');
  return `// @ts-nocheck\n// ${MADE}\n${code}\n`;
}
