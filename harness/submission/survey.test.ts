import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { surveyFolder } from './survey.js';

test('of a great many long sources only the first are read, and of one that is too long nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiremark-survey-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a.c'), 'x'.repeat(200_001));
  for (let index = 100; index < 160; index++) writeFileSync(join(folder, `s${index}.c`), 'x'.repeat(199_000));
  const { files } = surveyFolder(folder);
  expect(files).toHaveLength(61);
  expect(files.filter(({ text }) => text !== '').map(({ path }) => path)).toEqual(
    Array.from({ length: 50 }, (_, index) => `s${index + 100}.c`),
  );
});
