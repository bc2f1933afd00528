import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFolder } from './folder.js';
import { archiveFormats } from './index.js';
import { LIMITS } from './limits.js';
import { unpackParts } from './unpack.js';
import { here, small, unzipped, untarred, found, expectRefused } from './unpacking.test-support.js';

describe('links', () => {
  test('that lead out of the submission are left out, and nothing is made in their place', async () => {
    const remarks = ['3 links were left out, among them "venv/bin/python3": they lead to no files of the submission'];
    expect(
      await unzipped([
        { name: 'server.py', content: 'x' },
        { name: 'venv/bin/python3', content: '/usr/bin/python3', mode: 0o120777 },
        { name: 'up', content: '../../etc', mode: 0o120777 },
        { name: 'here', content: '.', mode: 0o120777 },
      ]),
    ).toMatchObject({ kind: 'unpacked', remarks });
    expect(await found()).toEqual({ 'server.py': 'x' });
  });

  test('to a file of the submission become copies of it: symlinks and hard links, in any order', async () => {
    expect(
      await untarred([
        { name: 'lab/first.py', type: '2', target: '../src/server.py' },
        { name: 'src/server.py', content: 'x' },
        { name: 'lab/second.py', type: '1', target: 'src/server.py' },
      ]),
    ).toMatchObject({ kind: 'unpacked', files: 3, remarks: [] });
    expect(await found()).toEqual({
      'lab/': '',
      'src/': '',
      'src/server.py': 'x',
      'lab/first.py': 'x',
      'lab/second.py': 'x',
    });
  });

  test('a hard link to a file of the machine is left out', async () => {
    expect(
      await untarred([
        { name: 'a.py', content: 'x' },
        { name: 'shadow', type: '1', target: '/etc/shadow' },
      ]),
    ).toMatchObject({ remarks: ['the link "shadow" was left out: it leads to no file of the submission'] });
    expect(await found()).toEqual({ 'a.py': 'x' });
  });

  test.each([
    ['before', [0, 1]],
    ['behind', [1, 0]],
  ])('a file that is to be written through a link that stands %s it', async (_where, order) => {
    const members = [
      { name: 'a', type: '2', target: '/etc' },
      { name: 'a/passwd', content: 'root::0:0' },
    ];
    const outcome = await untarred(order.map((at) => members[at] ?? { name: '' }));
    await (order[0] === 0
      ? expectRefused(outcome, 'through-link', '"a/passwd" is to be written through the link "a"')
      : expectRefused(outcome, 'names-clash', '"a" is a folder and a link'));
  });

  test('many copies of one file count as what they take up', async () => {
    await expectRefused(
      await untarred(
        [
          { name: 'a', content: 'x'.repeat(1500) },
          { name: 'b', type: '1', target: 'a' },
          { name: 'c', type: '1', target: 'a' },
        ],
        { limits: small },
      ),
      'too-large',
      'it is larger than 4,000 bytes when unpacked',
    );
  });
});

describe('what is neither file nor folder', () => {
  test.each([
    ['a character device', '3'],
    ['a block device', '4'],
    ['a pipe', '6'],
  ])('%s in a tar', async (_name, type) => {
    await expectRefused(
      await untarred([{ name: 'dev', type }]),
      'special-file',
      '"dev" is a device, a pipe, or something else that is no file',
    );
  });

  test('a sparse file of GNU tar', async () => {
    await expectRefused(
      await untarred([{ name: 'holes', type: 'S' }]),
      'special-file',
      '"holes" is of a kind that cannot be opened here',
    );
  });

  test('a device in a zip', async () => {
    await expectRefused(
      await unzipped([{ name: 'sda', mode: 0o060666 }]),
      'special-file',
      '"sda" is a device, a pipe, or something else that is no file',
    );
  });

  test('a pipe in a folder is not opened: nobody would ever write to it', async () => {
    await mkdir(join(here.folder, 'work'));
    execFileSync('mkfifo', [join(here.folder, 'work/pipe')]);
    await expectRefused(
      await unpackParts([{ archive: openFolder(join(here.folder, 'work'), LIMITS) }], {
        into: join(here.folder, 'out'),
        limits: LIMITS,
        formats: archiveFormats,
        nested: 'refuse',
      }),
      'special-file',
      '"pipe" is a device, a pipe, or something else that is no file',
    );
  });
});
