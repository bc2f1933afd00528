import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprintOf } from './fingerprint.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-fingerprint-'));
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'a.py'), 'one');
  await writeFile(join(folder, 'inner/b.py'), 'two');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['another byte', () => writeFile(join(folder, 'a.py'), 'onf')],
  ['another file', () => writeFile(join(folder, 'c.py'), '')],
  ['a file fewer', () => rm(join(folder, 'inner/b.py'))],
  [
    'a byte that has moved to the next file',
    () => Promise.all([writeFile(join(folder, 'a.py'), 'onet'), writeFile(join(folder, 'inner/b.py'), 'wo')]),
  ],
  ['a file that may be run', () => chmod(join(folder, 'a.py'), 0o755)],
];

test.each(changes)('%s makes another fingerprint', async (_what, change) => {
  const before = await fingerprintOf(folder, { seed: 1 });
  await change();
  expect(await fingerprintOf(folder, { seed: 1 })).not.toBe(before);
});

test('the same files, marked by the same, make the same; marked by something else they do not', async () => {
  const before = await fingerprintOf(folder, { seed: 1 });
  await writeFile(join(folder, 'a.py'), 'one');
  expect(await fingerprintOf(folder, { seed: 1 })).toBe(before);
  expect(await fingerprintOf(folder, { seed: 2 })).not.toBe(before);
});
