import { readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeTar } from './make-tar.test-support.js';
import { makeZip } from './make-zip.test-support.js';
import { here, unpacked, unzipped, untarred, expectRefused } from './unpacking.test-support.js';

describe('archives that lie', () => {
  test('two members over the same bytes', async () => {
    await expectRefused(
      await unzipped([
        { name: 'a', content: 'x'.repeat(100) },
        { name: 'b', content: 'x'.repeat(100), offset: 0 },
      ]),
      'overlapping',
      '"a" and "b" use the same bytes of the archive',
    );
  });

  test('a member that holds the header of the next one in its data', async () => {
    const inner = makeZip([{ name: 'b', content: 'evil', method: 0 }]).subarray(0, 35);
    await expectRefused(
      await unzipped([
        { name: 'a', content: inner, method: 0 },
        { name: 'b', content: 'evil', method: 0, offset: 31 },
      ]),
      'overlapping',
      '"a" and "b" use the same bytes of the archive',
    );
  });

  test.each([
    ['less', 3],
    ['more', 300],
  ])('about its size: it says %s than there is', async (_what, size) => {
    await expectRefused(
      await unzipped([{ name: 'a', content: 'x'.repeat(100), size }]),
      'sizes-lie',
      `"a" is not as long as it says (${size} bytes)`,
    );
  });

  test('about the size of what is stored as it is', async () => {
    await expectRefused(
      await unzipped([{ name: 'a', content: 'x', method: 0, size: 50 }]),
      'sizes-lie',
      '"a" is stored as it is, and yet has two sizes',
    );
  });

  test('a wrong checksum', async () => {
    await expectRefused(
      await unzipped([{ name: 'a.py', content: 'x', crc: 1 }]),
      'damaged',
      'the checksum of "a.py" is wrong',
    );
  });
});

describe('what cannot be opened', () => {
  test('an encrypted member', async () => {
    await expectRefused(await unzipped([{ name: 'a', content: 'x', flags: 1 }]), 'encrypted', '"a" is encrypted');
    await expectRefused(await unzipped([{ name: 'a', content: 'x', flags: 0x41 }]), 'encrypted', 'it is encrypted');
  });

  test.each([
    [9, 'Deflate64'],
    [93, 'Zstandard'],
    [77, 'method 77'],
  ])('compression that no usual tool chooses: %i', async (method, name) => {
    await expectRefused(
      await unzipped([{ name: 'a', content: 'x', method }]),
      'unsupported-method',
      `"a" is compressed by ${name}`,
    );
  });

  test.each([0.3, 0.6, 0.99])('an archive of which only a part arrived: %d', async (share) => {
    const whole = { zip: makeZip(textFiles()), tar: makeTar(textFiles()), tgz: gzipSync(makeTar(textFiles())) };
    for (const [name, bytes] of Object.entries(whole)) {
      // Of a plain tar the last hundredth is zeros that say nothing.
      if (name === 'tar' && share === 0.99) continue;
      const outcome = await unpacked(bytes.subarray(0, Math.floor(bytes.length * share)), { name: `work.${name}` });
      expect(outcome, name).toMatchObject({
        kind: 'refused',
        code: 'damaged',
        sentence: expect.stringMatching(
          /^could not unpack: (the archive|"f\d+\.txt") is damaged, or was cut off$/,
        ) as unknown,
      });
      expect(await readdir(here.folder), name).not.toContain('out');
    }
  });

  test('bytes that changed on the way', async () => {
    const bytes = makeZip(textFiles());
    bytes.fill(0x55, 60, 90);
    expect(await unpacked(bytes)).toMatchObject({ kind: 'refused', code: 'damaged' });
    const tar = makeTar(textFiles());
    const secondHeader = 512 + Math.ceil((textFiles()[0]?.content.length ?? 0) / 512) * 512;
    tar.fill(0x55, secondHeader, secondHeader + 100);
    expect(await unpacked(tar, { name: 'work.tar' })).toMatchObject({ kind: 'refused', code: 'damaged' });
  });

  test('a name in a tar that is longer than any name', async () => {
    expect(
      await untarred([
        { name: 'pax', type: 'x', content: 'x'.repeat(2_000_000) },
        { name: 'a', content: 'x' },
      ]),
    ).toMatchObject({ kind: 'refused', code: 'damaged' });
  });

  test.each([
    ['Rar!\x1a\x07\0', 'unsupported-archive', '"work.zip" is a RAR archive, which cannot be opened here'],
    ["7z\xbc\xaf'\x1c", 'unsupported-archive', '"work.zip" is a 7z archive, which cannot be opened here'],
    ['BZh91AY', 'unsupported-archive', '"work.zip" is compressed by bzip2, which cannot be opened here'],
    ['\xfd7zXZ\0', 'unsupported-archive', '"work.zip" is compressed by XZ, which cannot be opened here'],
    ['(\xb5/\xfd', 'unsupported-archive', '"work.zip" is compressed by Zstandard, which cannot be opened here'],
    ['%PDF-1.7\n', 'not-an-archive', '"work.zip" is a PDF with another ending'],
    ['<!DOCTYPE html>', 'not-an-archive', '"work.zip" is a web page with another ending'],
    ['import socket\n', 'not-an-archive', '"work.zip" is a text with another ending'],
    ['\0\x01\x02', 'not-an-archive', '"work.zip" is no archive'],
    ['', 'empty', '"work.zip" has no bytes'],
  ])('%j', async (head, code, sentence) => {
    await expectRefused(await unpacked(Buffer.from(head, 'latin1')), code, sentence);
  });

  test('gzip in gzip, which would be unpacked in memory', async () => {
    expect(
      await unpacked(gzipSync(gzipSync(makeTar([{ name: 'a', content: 'x' }]))), { name: 'work.tgz' }),
    ).toMatchObject({ kind: 'refused', code: 'damaged' });
  });

  test('an archive without a file', async () => {
    await expectRefused(await unzipped([]), 'empty', 'it holds no file');
    await expectRefused(await unzipped([{ name: 'lab/', mode: 0o040755 }]), 'empty', 'it holds no file');
    await expectRefused(
      await unzipped([
        { name: '__MACOSX/._a', content: 'x' },
        { name: '.DS_Store', content: 'x' },
      ]),
      'empty',
      'it holds no file',
    );
    await expectRefused(await untarred([{ name: 'lab/', type: '5' }]), 'empty', 'it holds no file');
    // A tar of nothing is a kilobyte of zeros, as other things are.
    await expectRefused(await untarred([]), 'not-an-archive', '"work.tar" is no archive');
  });
});

/** Texts that do not compress to nothing, so that a cut hits one of them. */
function textFiles(): { readonly name: string; readonly content: string }[] {
  return Array.from({ length: 5 }, (_, at) => ({
    name: `f${at}.txt`,
    content: Array.from({ length: 400 }, (_unused, line) => `${(line * 7919 + at * 104_729) % 99_991} line\n`).join(''),
  }));
}
