import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeZip } from './make-zip.test-support.js';
import { here, unpacked, unzipped, found, expectRefused } from './unpacking.test-support.js';

describe('an archive in an archive', () => {
  const inner = makeZip([{ name: 'server.py', content: 'x' }]);
  const outer = makeZip([{ name: 'lab/work.zip', content: inner }]);

  test('is not opened without being asked', async () => {
    await expectRefused(
      await unpacked(outer),
      'nested-archive',
      'it holds nothing but another archive: "lab/work.zip"',
    );
  });

  test('takes the place of the outer one, if it is', async () => {
    expect(await unpacked(outer, { nested: 'unpack' })).toMatchObject({ kind: 'unpacked', files: 1 });
    expect(await found()).toEqual({ 'server.py': 'x' });
    expect((await readdir(here.folder)).toSorted()).toEqual(['out', 'work.zip']);
  });

  test('two of them are a question that only a person can answer', async () => {
    const two = makeZip([
      { name: 'a.zip', content: inner },
      { name: 'b.tar.gz', content: inner },
    ]);
    await expectRefused(
      await unpacked(two, { nested: 'unpack' }),
      'nested-archive',
      'it holds nothing but archives: "a.zip", "b.tar.gz"',
    );
  });

  test('in an archive in an archive: there is an end to it', async () => {
    const wrap = (bytes: Buffer): Buffer => makeZip([{ name: 'again.zip', content: bytes }]);
    expect(await unpacked(wrap(wrap(inner)), { nested: 'unpack' })).toMatchObject({ kind: 'unpacked' });
    await rm(join(here.folder, 'out'), { recursive: true });
    await expectRefused(
      await unpacked(wrap(wrap(wrap(inner))), { nested: 'unpack' }),
      'nested-archive',
      'it holds nothing but another archive: "again.zip"',
    );
  });

  test('beside a program is only a file', async () => {
    expect(
      await unzipped([
        { name: 'server.py', content: 'x' },
        { name: 'data.zip', content: inner },
      ]),
    ).toMatchObject({ kind: 'unpacked', files: 2 });
  });
});
