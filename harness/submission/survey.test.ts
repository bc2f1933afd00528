import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderOfPrograms, surveyFolder } from './survey.js';

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

test('what has a name that is no text is left out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiremark-survey-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const inFolder = (name: Buffer): Buffer => Buffer.concat([Buffer.from(`${folder}/`), name]);
  writeFileSync(inFolder(Buffer.from('server.py')), 'import socket');
  writeFileSync(inFolder(Buffer.from('gr\xFC\xDFe.py', 'latin1')), 'import socket');
  mkdirSync(inFolder(Buffer.from('\xFCbung', 'latin1')));
  expect(surveyFolder(folder).files.map(({ path }) => path)).toEqual(['server.py']);
  expect(folderOfPrograms(folder)).toBe(folder);
});
