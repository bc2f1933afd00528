import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { htmlReporter } from './html.js';
import { renderHtml } from './html/page.js';
import { jsonReporter } from './json.js';
import { decodeReport, encodeReport } from './report-codec.js';
import { sampleReport } from './sample-report.test-support.js';
import { writeAtomically } from './write-atomically.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-reporters-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file written at once', () => {
  test('is whole, in folders that are made on the way, with nothing left beside it', async () => {
    const file = join(folder, 'a', 'b', 'report.json');
    await writeAtomically(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['report.json']);
  });

  test('replaces the old one', async () => {
    const file = join(folder, 'report.json');
    await writeFile(file, 'old and longer');
    await writeAtomically(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  test('replaces a link instead of writing through it', async () => {
    const [file, elsewhere] = [join(folder, 'report.json'), join(folder, 'precious')];
    await writeFile(elsewhere, 'precious');
    await symlink(elsewhere, file);
    await writeAtomically(file, 'new');
    expect(await readFile(elsewhere, 'utf8')).toBe('precious');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  test('does not touch what already lies under the temporary name', async () => {
    const [file, elsewhere] = [join(folder, 'report.json'), join(folder, 'precious')];
    await writeFile(elsewhere, 'precious');
    await symlink(elsewhere, join(folder, '.report.json.0.tmp'));
    await writeAtomically(file, 'new');
    expect(await readFile(elsewhere, 'utf8')).toBe('precious');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  test('that cannot be put in place leaves nothing behind and says why', async () => {
    const file = join(folder, 'report.json');
    await mkdir(join(file, 'full'), { recursive: true });
    await expect(writeAtomically(file, 'new')).rejects.toMatchObject({
      code: expect.stringMatching(/EISDIR|ENOTEMPTY|EEXIST|EPERM/),
    });
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  test('two writers at once end with one whole file', async () => {
    const file = join(folder, 'report.json');
    await Promise.all(['a', 'b', 'c'].map((letter) => writeAtomically(file, letter.repeat(100_000))));
    expect(await readFile(file, 'utf8')).toMatch(/^(a{100000}|b{100000}|c{100000})$/);
    expect(await readdir(folder)).toEqual(['report.json']);
  });
});

test('the JSON reporter writes what decodeReport reads', async () => {
  const file = join(folder, 'report.json');
  await jsonReporter({ file }).runEnded?.(sampleReport());
  expect(decodeReport(await readFile(file, 'utf8'))).toEqual(sampleReport());
});

test('the HTML reporter writes the page, and the page made again from report.json is the same to the byte', async () => {
  const file = join(folder, 'report.html');
  await htmlReporter({ file }).runEnded?.(sampleReport());
  const again = decodeReport(encodeReport(sampleReport()));
  if ('problem' in again) throw new Error(again.problem);
  expect(await readFile(file, 'utf8')).toBe(renderHtml(again));
});
