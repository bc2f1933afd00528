import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, test } from 'vitest';
import { openFolder } from './folder.js';
import { archiveFormats } from './index.js';
import { LIMITS } from './limits.js';
import { makeTar } from './make-tar.test-support.js';
import { makeZip } from './make-zip.test-support.js';
import { unpackParts } from './unpack.js';
import { here, small, unpacked, unzipped, untarred, expectRefused } from './unpacking.test-support.js';

describe('too much of it', () => {
  test('one huge file, by what it says of itself: not a byte of it is unpacked', async () => {
    await expectRefused(
      await unzipped([{ name: 'huge', content: 'x', size: 4_000_000_000 }]),
      'file-too-large',
      '"huge" is larger than 134 MB',
    );
  });

  test('a huge sparse file in a folder', async () => {
    await mkdir(join(here.folder, 'work'));
    await writeFile(join(here.folder, 'work/sparse'), '');
    await truncate(join(here.folder, 'work/sparse'), 2 ** 40);
    await expectRefused(
      await unpackParts([{ archive: openFolder(join(here.folder, 'work'), LIMITS) }], {
        into: join(here.folder, 'out'),
        limits: LIMITS,
        formats: archiveFormats,
        nested: 'refuse',
      }),
      'file-too-large',
      '"sparse" is larger than 134 MB',
    );
  });

  test('many files that are too large together', async () => {
    const members = ['a', 'b', 'c'].map((name) => ({ name, content: name.repeat(1500) }));
    await expectRefused(
      await unzipped(members, { limits: small }),
      'too-large',
      'it is larger than 4,000 bytes when unpacked',
    );
  });

  test('a bomb: much out of little', async () => {
    const zeros = deflateRawSync(Buffer.alloc(64 * 2 ** 20));
    await expectRefused(
      await unzipped([{ name: 'zeros', packed: zeros, size: 64 * 2 ** 20 }]),
      'bomb',
      /^could not unpack: 6\d kB unpack to more than 34 MB, 200 times as much$/,
    );
  });

  test('a bomb in gzip', async () => {
    const tar = makeTar([{ name: 'zeros', content: Buffer.alloc(64 * 2 ** 20) }]);
    await expectRefused(
      await unpacked(gzipSync(tar), { name: 'work.tar.gz' }),
      'bomb',
      /^could not unpack: 6\d kB unpack to more than 34 MB, 200 times as much$/,
    );
  });

  test('more entries than are allowed, in zip and tar', async () => {
    const members = Array.from({ length: 21 }, (_, at) => ({ name: `f${at}`, content: '' }));
    await expectRefused(
      await unzipped(members, { limits: small }),
      'too-many-files',
      'it holds more than 20 files and folders',
    );
    await expectRefused(
      await untarred(members, { limits: small }),
      'too-many-files',
      'it holds more than 20 files and folders',
    );
  });

  test('few entries that make many folders', async () => {
    const members = Array.from({ length: 10 }, (_, at) => ({ name: `${at}/b/c/d`, content: '' }));
    await expectRefused(
      await unzipped(members, { limits: small }),
      'too-many-files',
      'it holds more than 20 files and folders',
    );
  });

  test('entries that are said to be millions are refused before one is read', async () => {
    const zip = makeZip([{ name: 'a', content: 'x' }], { count: 65_000 });
    await expectRefused(await unpacked(zip), 'too-many-files', 'it holds more than 50,000 files and folders');
  });

  test('sixty thousand real ones, of which none is written', async () => {
    const members = Array.from({ length: 60_000 }, (_, at) => ({ name: `f${at}`, method: 0 }));
    await expectRefused(await unzipped(members), 'too-many-files', 'it holds more than 50,000 files and folders');
  });

  test('folders in folders in folders', async () => {
    await expectRefused(
      await unzipped([{ name: 'a/b/c/d/e', content: 'x' }], { limits: small }),
      'too-deep',
      '"a/b/c/d/e" lies in more than 4 folders inside of each other',
    );
  });
});
