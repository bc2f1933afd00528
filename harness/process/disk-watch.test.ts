import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DiskWatch, writtenSince } from './disk-watch.js';

const LIMITS = { diskBytes: 1_000_000, files: 20 };

/** Before all that these tests write. */
const LONG_AGO = 0;

/** The limit that was passed by what was written since then. */
async function passed(where: string, sinceMs = LONG_AGO): Promise<'diskBytes' | 'files' | undefined> {
  const written = await writtenSince(where, sinceMs, LIMITS);
  return (['diskBytes', 'files'] as const).find((limit) => written[limit] > LIMITS[limit]);
}

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-disk-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what a program has written is counted', () => {
  test('a few files are no breach', async () => {
    writeFileSync(join(folder, 'file'), 'x'.repeat(10_000));
    expect(await passed(folder)).toBeUndefined();
  });

  test('many bytes, in whatever folders', async () => {
    for (const name of ['a', 'b', 'c']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'file'), 'x'.repeat(400_000));
    }
    expect(await passed(folder)).toBe('diskBytes');
  });

  test('many files, however small', async () => {
    for (let number = 0; number <= LIMITS.files; number++) writeFileSync(join(folder, `file-${number}`), '');
    expect(await passed(folder)).toBe('files');
  });

  test('whatever their names are', async () => {
    const name = Buffer.from([0x66, 0xe9]);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), 'x'.repeat(2_000_000));
    expect(await passed(folder)).toBe('diskBytes');
  });

  test('what was there before does not count', async () => {
    writeFileSync(join(folder, 'file'), 'x'.repeat(2_000_000));
    expect(await passed(folder, Date.now() + 1_000)).toBeUndefined();
  });

  test('what a link leads to does not count', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'here'));
    writeFileSync(join(folder, 'elsewhere', 'file'), 'x'.repeat(2_000_000));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'here', 'folder'));
    symlinkSync(join(folder, 'elsewhere', 'file'), join(folder, 'here', 'file'));
    expect(await passed(join(folder, 'here'))).toBeUndefined();
  });

  test('a folder that is not there has nothing in it', async () => {
    expect(await passed(join(folder, 'nothing'))).toBeUndefined();
  });
});

describe('a program is watched', () => {
  test('until it has passed its limit, also behind others that have written as much', async () => {
    const [own, others] = ['own', 'others'].map((name) => join(folder, name)) as [string, string];
    for (const each of [own, others]) mkdirSync(each);
    const watch = new DiskWatch(own, LIMITS);
    expect(await watch.look()).toBeUndefined();
    await clockOfFilesHasPassed(Date.now());
    writeFileSync(join(own, 'file'), 'x'.repeat(600_000), { flush: true });
    writeFileSync(join(others, 'file'), 'x'.repeat(3_000_000), { flush: true });
    expect(await watch.look()).toBeUndefined();
    writeFileSync(join(own, 'more'), 'x'.repeat(600_000), { flush: true });
    expect(await watch.look()).toEqual({ limit: 'disk', allowed: LIMITS.diskBytes });
  });
});

/** The kernel dates files by a clock that stands still for some milliseconds. */
async function clockOfFilesHasPassed(ms: number): Promise<void> {
  const probe = join(folder, 'probe');
  const dated = (): number => {
    writeFileSync(probe, '');
    return statSync(probe).ctimeMs;
  };
  await expect.poll(dated, { interval: 1 }).toBeGreaterThan(ms);
}
