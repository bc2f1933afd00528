import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFolder } from './folder.js';
import { archiveFormats } from './index.js';
import { LIMITS, type Limits } from './limits.js';
import { makeTar, paxName, type TarMember } from './make-tar.test-support.js';
import { makeZip, type ZipMember } from './make-zip.test-support.js';
import { unpackFile, unpackParts, type Unpacked, type UnpackOptions } from './unpack.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-archives-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const small: Limits = { bytes: 4000, fileBytes: 2000, entries: 20, depth: 4, ratio: 100, nesting: 2 };

async function unpacked(
  bytes: Uint8Array,
  { name = 'work.zip', limits = LIMITS, ...options }: Partial<UnpackOptions> & { readonly name?: string } = {},
): Promise<Unpacked> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return unpackFile(file, { into: join(folder, 'out'), limits, formats: archiveFormats, nested: 'refuse', ...options });
}

const unzipped = (members: readonly ZipMember[], options?: Parameters<typeof unpacked>[1]): Promise<Unpacked> =>
  unpacked(makeZip(members), options);
const untarred = (members: readonly TarMember[], options?: Parameters<typeof unpacked>[1]): Promise<Unpacked> =>
  unpacked(makeTar(members), { name: 'work.tar', ...options });

/** Everything below a folder with its content; a folder ends with a slash. */
async function found(below = join(folder, 'out')): Promise<Record<string, string>> {
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
async function expectRefused(outcome: Unpacked, code: string, sentence: string | RegExp): Promise<void> {
  expect(outcome).toMatchObject({ kind: 'refused', code });
  const told = outcome.kind === 'refused' ? outcome.sentence : '';
  if (typeof sentence === 'string') expect(told).toBe(`could not unpack: ${sentence}`);
  else expect(told).toMatch(sentence);
  expect(outcome).toHaveProperty('advice', expect.stringMatching(/^[A-Z].*\.$/));
  expect((await readdir(folder)).filter((name) => !name.startsWith('work'))).toEqual([]);
}

describe('what is handed in as it should be', () => {
  const program = 'print("hello")\n';

  test('a zip', async () => {
    expect(
      await unzipped([
        { name: 'lab/', mode: 0o040755 },
        { name: 'lab/server.py', content: program },
        { name: 'lab/run.sh', content: '#!/bin/sh\n', mode: 0o100755, method: 0 },
        { name: 'lab/empty.txt' },
      ]),
    ).toEqual({ kind: 'unpacked', files: 3, bytes: 25, remarks: [] });
    expect(await found()).toEqual({
      'lab/': '',
      'lab/server.py': program,
      'lab/run.sh': '#!/bin/sh\n',
      'lab/empty.txt': '',
    });
    expect((await stat(join(folder, 'out/lab/run.sh'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(folder, 'out/lab/server.py'))).mode & 0o111).toBe(0);
  });

  test.each([
    ['a tar', (bytes: Buffer) => bytes],
    ['a tar that gzip has compressed', (bytes: Buffer) => gzipSync(bytes)],
  ])('%s', async (_name, compressed) => {
    const big = 'x'.repeat(300_000);
    const tar = makeTar([
      { name: 'lab/', type: '5' },
      { name: 'lab/server.py', content: program },
      { name: 'lab/big.txt', content: big },
      paxName(`lab/${'long'.repeat(40)}.py`),
      { name: 'short', content: 'a' },
    ]);
    expect(await unpacked(compressed(tar), { name: 'work.tgz' })).toMatchObject({ kind: 'unpacked', files: 3 });
    expect(await found()).toEqual({
      'lab/': '',
      'lab/server.py': program,
      'lab/big.txt': big,
      [`lab/${'long'.repeat(40)}.py`]: 'a',
    });
  });

  test('an archive is known by its content, not by its ending', async () => {
    expect(await unpacked(gzipSync(makeTar([{ name: 'a.py', content: 'a' }])), { name: 'work.zip' })).toMatchObject({
      kind: 'unpacked',
    });
  });

  test('archives of the tools of this machine', async () => {
    await mkdir(join(folder, 'work-in/src'), { recursive: true });
    await writeFile(join(folder, "work-in/src/it's a $(name).py"), program);
    const pack = (...words: string[]): void =>
      void execFileSync(words[0] ?? '', words.slice(1), { cwd: folder, stdio: 'ignore' });
    pack('tar', '-czf', 'work.tgz', 'work-in');
    pack('python3', '-m', 'zipfile', '-c', 'work.zip', 'work-in');
    for (const name of ['work.tgz', 'work.zip']) {
      const into = join(folder, `out-${name}`);
      const outcome = await unpackFile(join(folder, name), {
        into,
        limits: LIMITS,
        formats: archiveFormats,
        nested: 'refuse',
      });
      expect(outcome).toMatchObject({ kind: 'unpacked', files: 1 });
      expect(Object.keys(await found(into))).toContain("work-in/src/it's a $(name).py");
    }
  });

  test('a folder is copied by the same rules, without what Git and the system keep in it', async () => {
    const from = join(folder, 'work');
    await mkdir(join(from, '.git/hooks'), { recursive: true });
    await writeFile(join(from, '.git/hooks/post-checkout'), 'rm -rf ~');
    await writeFile(join(from, '.DS_Store'), '');
    await writeFile(join(from, 'server.py'), program);
    await symlink('server.py', join(from, 'same.py'));
    await symlink('/etc/passwd', join(from, 'passwd'));
    const outcome = await unpackParts([{ archive: openFolder(from, LIMITS) }], {
      into: join(folder, 'out'),
      limits: LIMITS,
      formats: archiveFormats,
      nested: 'refuse',
    });
    expect(outcome).toMatchObject({
      kind: 'unpacked',
      files: 2,
      remarks: ['the link "passwd" was left out: it leads to no file of the submission'],
    });
    expect(await found()).toEqual({ 'server.py': program, 'same.py': program });
  });

  test('two parts share one folder and one budget', async () => {
    await mkdir(join(folder, 'work'));
    await writeFile(join(folder, 'work/a'), 'x'.repeat(1500));
    const part = { archive: openFolder(join(folder, 'work'), LIMITS) };
    const options = { into: join(folder, 'out'), limits: small, formats: archiveFormats, nested: 'refuse' } as const;
    expect(await unpackParts([part, { ...part, under: ['b'] }], options)).toMatchObject({ files: 2, bytes: 3000 });
    await rm(options.into, { recursive: true });
    await expectRefused(
      await unpackParts([part, { ...part, under: ['b'] }, { ...part, under: ['c'] }], options),
      'too-large',
      'it is larger than 4,000 bytes when unpacked',
    );
  });
});

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
    await mkdir(join(folder, 'work'));
    execFileSync('mkfifo', [join(folder, 'work/pipe')]);
    await expectRefused(
      await unpackParts([{ archive: openFolder(join(folder, 'work'), LIMITS) }], {
        into: join(folder, 'out'),
        limits: LIMITS,
        formats: archiveFormats,
        nested: 'refuse',
      }),
      'special-file',
      '"pipe" is a device, a pipe, or something else that is no file',
    );
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
    await rm(join(folder, 'out'), { recursive: true });
    await unzipped([{ name, content: 'x', flags: 0, extra: field(1) }]);
    expect(await found()).toEqual({ 'ü.': 'x' });
  });
});

describe('too much of it', () => {
  test('one huge file, by what it says of itself: not a byte of it is unpacked', async () => {
    await expectRefused(
      await unzipped([{ name: 'huge', content: 'x', size: 4_000_000_000 }]),
      'file-too-large',
      '"huge" is larger than 134 MB',
    );
  });

  test('a huge sparse file in a folder', async () => {
    await mkdir(join(folder, 'work'));
    await writeFile(join(folder, 'work/sparse'), '');
    await truncate(join(folder, 'work/sparse'), 2 ** 40);
    await expectRefused(
      await unpackParts([{ archive: openFolder(join(folder, 'work'), LIMITS) }], {
        into: join(folder, 'out'),
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
      expect(await readdir(folder), name).not.toContain('out');
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
    expect((await readdir(folder)).toSorted()).toEqual(['out', 'work.zip']);
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
    await rm(join(folder, 'out'), { recursive: true });
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

describe('traces of Git', () => {
  test('files that are kept elsewhere, and submodules, are told', async () => {
    expect(
      await unzipped([
        { name: 'data.bin', content: 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n' },
        { name: '.gitmodules', content: '[submodule "lib"]' },
      ]),
    ).toMatchObject({
      remarks: [
        '"data.bin" is not the file itself, only what Git LFS keeps in its place: fetch it with "git lfs pull"',
        'it uses submodules of Git, whose files are here only if they were cloned with --recurse-submodules',
      ],
    });
  });
});

describe('what is not the submission’s doing', () => {
  test('a folder that cannot be written to', async () => {
    await writeFile(join(folder, 'in-the-way'), '');
    expect(await unzipped([{ name: 'a', content: 'x' }], { into: join(folder, 'in-the-way', 'out') })).toEqual({
      kind: 'host-fault',
      detail: expect.stringContaining('ENOTDIR') as unknown,
    });
  });

  test('nothing is unpacked over what is there', async () => {
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out/precious'), 'precious');
    await expect(unzipped([{ name: 'precious', content: 'x' }])).rejects.toThrow('out is not empty');
    expect(await found()).toEqual({ precious: 'precious' });
  });

  test('an interruption leaves nothing behind', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(unzipped([{ name: 'a', content: 'x' }], { signal: abort.signal })).rejects.toThrow('aborted');
    expect(await readdir(folder)).toEqual(['work.zip']);
  });
});

/** Texts that do not compress to nothing, so that a cut hits one of them. */
function textFiles(): { readonly name: string; readonly content: string }[] {
  return Array.from({ length: 5 }, (_, at) => ({
    name: `f${at}.txt`,
    content: Array.from({ length: 400 }, (_unused, line) => `${(line * 7919 + at * 104_729) % 99_991} line\n`).join(''),
  }));
}
