import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundledSpecs } from '../cli/files.js';

test('every bundled spec is held against its programs', () => {
  const held = readdirSync(dirname(fileURLToPath(import.meta.url))).map((name) => name.replace('.test.ts', ''));
  expect(new Set(held.filter((name) => name !== 'every-spec'))).toEqual(new Set(bundledSpecs().map(({ id }) => id)));
});
