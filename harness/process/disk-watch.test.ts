import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { breachSince } from './disk-watch.js';

const LIMITS = { diskBytes: 1_000_000, files: 20 };

/** Before all that these tests write. */
const LONG_AGO = 0;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-disk-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what a program has written is counted', () => {
  test('a few files are no breach', async () => {
    writeFileSync(join(folder, 'file'), 'x'.repeat(10_000));
    expect(await breachSince(folder, LONG_AGO, LIMITS)).toBeUndefined();
  });

  test('many bytes, in whatever folders', async () => {
    for (const name of ['a', 'b', 'c']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'file'), 'x'.repeat(400_000));
    }
    expect(await breachSince(folder, LONG_AGO, LIMITS)).toEqual({ limit: 'disk', allowed: 1_000_000 });
  });

  test('many files, however small', async () => {
    for (let number = 0; number <= LIMITS.files; number++) writeFileSync(join(folder, `file-${number}`), '');
    expect(await breachSince(folder, LONG_AGO, LIMITS)).toEqual({ limit: 'files', allowed: 20 });
  });

  test('what was there before does not count', async () => {
    writeFileSync(join(folder, 'file'), 'x'.repeat(2_000_000));
    expect(await breachSince(folder, Date.now() + 1_000, LIMITS)).toBeUndefined();
  });

  test('what a link leads to does not count', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'here'));
    writeFileSync(join(folder, 'elsewhere', 'file'), 'x'.repeat(2_000_000));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'here', 'folder'));
    symlinkSync(join(folder, 'elsewhere', 'file'), join(folder, 'here', 'file'));
    expect(await breachSince(join(folder, 'here'), LONG_AGO, LIMITS)).toBeUndefined();
  });

  test('a folder that is not there has nothing in it', async () => {
    expect(await breachSince(join(folder, 'nothing'), LONG_AGO, LIMITS)).toBeUndefined();
  });
});
