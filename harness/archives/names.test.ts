import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { here, unzipped, untarred, found, expectRefused } from './unpacking.test-support.js';

describe('names that lead elsewhere', () => {
  test.each(['../evil.py', 'a/../../evil.py', 'a/..', '..\\evil.py', 'a\\..\\..\\evil.py'])('%s', async (name) => {
    const shown = `"${name}" is to be written outside of the folder, by its ".."`;
    await expectRefused(await unzipped([{ name, content: 'x' }]), 'leaves-folder', shown);
  });

  test.each(['/etc/evil', 'C:\\evil', 'c:evil', '\\\\server\\share\\evil', '//server/share/evil'])(
    '%s',
    async (name) => {
      const shown = `"${name}" is to be written to a place of its own choice on the machine`;
      await expectRefused(await unzipped([{ name, content: 'x' }]), 'absolute-path', shown);
    },
  );

  test('the same in a tar', async () => {
    await expectRefused(
      await untarred([
        { name: 'ok.py', content: 'x' },
        { name: '../evil.py', content: 'x' },
      ]),
      'leaves-folder',
      '"../evil.py" is to be written outside of the folder, by its ".."',
    );
  });

  test('a backslash separates, as where it was written', async () => {
    expect(await unzipped([{ name: 'lab\\src\\server.py', content: 'x' }])).toMatchObject({ kind: 'unpacked' });
    expect(Object.keys(await found())).toContain('lab/src/server.py');
  });

  test('a zero byte, which would end the name for the system', async () => {
    await expectRefused(
      await unzipped([{ name: 'a.py\0.txt', content: 'x' }]),
      'unusable-name',
      'the name "a.py\0.txt" has a zero byte in it',
    );
  });

  test('a name of more than 255 bytes, and a path of more than 1,024', async () => {
    const long = 'ü'.repeat(128);
    await expectRefused(
      await unzipped([{ name: long, content: 'x' }]),
      'name-too-long',
      `the name "${'ü'.repeat(100)}…" is 256 bytes long`,
    );
    await expectRefused(
      await unzipped([{ name: `${'d'.repeat(200)}/`.repeat(6), mode: 0o040755 }]),
      'name-too-long',
      `the name "${'d'.repeat(100)}…" is 1206 bytes long`,
    );
  });

  test('more than 260 characters are too long for Windows only', async () => {
    expect(await unzipped([{ name: `${'d'.repeat(100)}/`.repeat(3) + 'a.py', content: 'x' }])).toMatchObject({
      kind: 'unpacked',
    });
  });

  test.each(['CON', 'src/nul.txt', 'com1.py', 'what?.py', 'a.py.', 'b '])('%s is no name for Windows', async (name) => {
    await expectRefused(
      await unzipped([{ name, content: 'x' }], { platform: 'win32' }),
      'unusable-name',
      `Windows has no files of the name "${name.split('/').at(-1)}"`,
    );
    expect(await unzipped([{ name, content: 'x' }], { platform: 'linux' })).toMatchObject({ kind: 'unpacked' });
  });
});

describe('names that some systems take for one', () => {
  test.each([
    ['case', 'Server.py', 'server.py'],
    ['Unicode form', 'caf\u00e9.py', 'cafe\u0301.py'],
    ['one letter that is two', 'stra\u00dfe.py', 'STRASSE.py'],
    ['the case of a folder', 'Lab/a.py', 'lab/b.py'],
  ])('by %s', async (_by, first, second) => {
    const [one, other] = first.includes('/') ? ['Lab', 'lab'] : [first, second];
    await expectRefused(
      await unzipped([
        { name: first, content: 'x' },
        { name: second, content: 'y' },
      ]),
      'names-clash',
      `"${one}" and "${other}" differ only in how they are spelled`,
    );
  });

  test('the same name twice: which of the two would be marked?', async () => {
    const twice = [
      { name: 'server.py', content: 'good' },
      { name: './server.py', content: 'evil' },
    ];
    await expectRefused(await unzipped(twice), 'same-name-twice', 'it holds "server.py" twice');
    await expectRefused(await untarred(twice), 'same-name-twice', 'it holds "server.py" twice');
  });

  test('a file that is a folder too', async () => {
    await expectRefused(
      await unzipped([
        { name: 'a', content: 'x' },
        { name: 'a/b', content: 'y' },
      ]),
      'names-clash',
      '"a" is a file and a folder',
    );
  });

  test('a folder may be named as often as one likes', async () => {
    expect(
      await unzipped([
        { name: 'a/', mode: 0o040755 },
        { name: 'a/', mode: 0o040755 },
        { name: 'a/b', content: 'x' },
      ]),
    ).toMatchObject({ kind: 'unpacked' });
  });
});

describe('encodings of names', () => {
  test('UTF-8 with and without its flag', async () => {
    await unzipped([
      { name: 'größe.py', content: 'x' },
      { name: 'Λ.py', content: 'y', flags: 0 },
    ]);
    expect(await found()).toEqual({ 'größe.py': 'x', 'Λ.py': 'y' });
  });

  test('code page 437, where it is no UTF-8', async () => {
    await unzipped([{ name: Uint8Array.of(0x67, 0x72, 0x94, 0xe1, 0x65), content: 'x', flags: 0 }]);
    expect(await found()).toEqual({ größe: 'x' });
  });

  test('the field of Info-ZIP, if it belongs to the name', async () => {
    const name = Uint8Array.of(0x81, 0x2e);
    const { crc32 } = await import('node:zlib');
    const field = (checksum: number): Buffer => {
      const text = Buffer.from('ü.py');
      const head = Buffer.alloc(9);
      head.writeUInt16LE(0x7075, 0);
      head.writeUInt16LE(5 + text.length, 2);
      head[4] = 1;
      head.writeUInt32LE(checksum, 5);
      return Buffer.concat([head, text]);
    };
    await unzipped([{ name, content: 'x', flags: 0, extra: field(crc32(name)) }]);
    expect(await found()).toEqual({ 'ü.py': 'x' });
    await rm(join(here.folder, 'out'), { recursive: true });
    await unzipped([{ name, content: 'x', flags: 0, extra: field(1) }]);
    expect(await found()).toEqual({ 'ü.': 'x' });
  });
});
