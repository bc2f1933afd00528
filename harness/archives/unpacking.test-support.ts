import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { archiveFormats } from './index.js';
import { LIMITS, type Limits } from './limits.js';
import { makeTar, type TarMember } from './make-tar.test-support.js';
import { makeZip, type ZipMember } from './make-zip.test-support.js';
import { unpackFile, type Unpacked, type UnpackOptions } from './unpack.js';

/** The folder of the test that runs. */
export const here = { folder: '' };

beforeEach(async () => {
  here.folder = await mkdtemp(join(tmpdir(), 'wiremark-archives-'));
});

afterEach(() => rm(here.folder, { recursive: true, force: true }));

export const small: Limits = { bytes: 4000, fileBytes: 2000, entries: 20, depth: 4, ratio: 100, nesting: 2 };

export async function unpacked(
  bytes: Uint8Array,
  { name = 'work.zip', limits = LIMITS, ...options }: Partial<UnpackOptions> & { readonly name?: string } = {},
): Promise<Unpacked> {
  const file = join(here.folder, name);
  await writeFile(file, bytes);
  return unpackFile(file, {
    into: join(here.folder, 'out'),
    limits,
    formats: archiveFormats,
    nested: 'refuse',
    ...options,
  });
}

export const unzipped = (members: readonly ZipMember[], options?: Parameters<typeof unpacked>[1]): Promise<Unpacked> =>
  unpacked(makeZip(members), options);
export const untarred = (members: readonly TarMember[], options?: Parameters<typeof unpacked>[1]): Promise<Unpacked> =>
  unpacked(makeTar(members), { name: 'work.tar', ...options });

/** Everything below a folder with its content; a folder ends with a slash. */
export async function found(below = join(here.folder, 'out')): Promise<Record<string, string>> {
  const names = await readdir(below, { recursive: true, withFileTypes: true });
  const entries = names.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const shown = path.slice(below.length + 1);
    if (entry.isDirectory()) return [`${shown}/`, ''];
    return [shown, entry.isFile() ? await readFile(path, 'utf8') : 'NOT A FILE'];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

/** The refusal, held word for word; and nothing of the archive is left. */
export async function expectRefused(outcome: Unpacked, code: string, sentence: string | RegExp): Promise<void> {
  expect(outcome).toMatchObject({ kind: 'refused', code });
  const told = outcome.kind === 'refused' ? outcome.sentence : '';
  if (typeof sentence === 'string') expect(told).toBe(`could not unpack: ${sentence}`);
  else expect(told).toMatch(sentence);
  expect(outcome).toHaveProperty('advice', expect.stringMatching(/^[A-Z].*\.$/));
  expect((await readdir(here.folder)).filter((name) => !name.startsWith('work'))).toEqual([]);
}
