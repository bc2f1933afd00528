import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFolder } from './folder.js';
import { archiveFormats } from './index.js';
import { LIMITS } from './limits.js';
import { makeTar, paxName } from './make-tar.test-support.js';
import { unpackFile, unpackParts } from './unpack.js';
import { here, small, unpacked, unzipped, found, expectRefused } from './unpacking.test-support.js';

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
    expect((await stat(join(here.folder, 'out/lab/run.sh'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(here.folder, 'out/lab/server.py'))).mode & 0o111).toBe(0);
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
    await mkdir(join(here.folder, 'work-in/src'), { recursive: true });
    await writeFile(join(here.folder, "work-in/src/it's a $(name).py"), program);
    const pack = (...words: string[]): void =>
      void execFileSync(words[0] ?? '', words.slice(1), { cwd: here.folder, stdio: 'ignore' });
    pack('tar', '-czf', 'work.tgz', 'work-in');
    pack('python3', '-m', 'zipfile', '-c', 'work.zip', 'work-in');
    for (const name of ['work.tgz', 'work.zip']) {
      const into = join(here.folder, `out-${name}`);
      const outcome = await unpackFile(join(here.folder, name), {
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
    const from = join(here.folder, 'work');
    await mkdir(join(from, '.git/hooks'), { recursive: true });
    await writeFile(join(from, '.git/hooks/post-checkout'), 'rm -rf ~');
    await writeFile(join(from, '.DS_Store'), '');
    await writeFile(join(from, 'server.py'), program);
    await symlink('server.py', join(from, 'same.py'));
    await symlink('/etc/passwd', join(from, 'passwd'));
    const outcome = await unpackParts([{ archive: openFolder(from, LIMITS) }], {
      into: join(here.folder, 'out'),
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

  test('names of an older machine are read as such', async () => {
    const from = join(here.folder, 'work');
    await mkdir(from);
    const old = (name: string): Buffer => Buffer.concat([Buffer.from(`${from}/`), Buffer.from(name, 'latin1')]);
    await mkdir(old('Übung'));
    await writeFile(old('Übung/größe.py'), program);
    await writeFile(join(from, 'größer.py'), program);
    const outcome = await unpackParts([{ archive: openFolder(from, LIMITS) }], {
      into: join(here.folder, 'out'),
      limits: LIMITS,
      formats: archiveFormats,
      nested: 'refuse',
    });
    expect(outcome).toMatchObject({ kind: 'unpacked', files: 2 });
    expect(await found()).toEqual({ 'Übung/': '', 'Übung/größe.py': program, 'größer.py': program });
  });

  test('two parts share one folder and one budget', async () => {
    await mkdir(join(here.folder, 'work'));
    await writeFile(join(here.folder, 'work/a'), 'x'.repeat(1500));
    const part = { archive: openFolder(join(here.folder, 'work'), LIMITS) };
    const options = {
      into: join(here.folder, 'out'),
      limits: small,
      formats: archiveFormats,
      nested: 'refuse',
    } as const;
    expect(await unpackParts([part, { ...part, under: ['b'] }], options)).toMatchObject({ files: 2, bytes: 3000 });
    await rm(options.into, { recursive: true });
    await expectRefused(
      await unpackParts([part, { ...part, under: ['b'] }, { ...part, under: ['c'] }], options),
      'too-large',
      'it is larger than 4,000 bytes when unpacked',
    );
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
    await writeFile(join(here.folder, 'in-the-way'), '');
    expect(await unzipped([{ name: 'a', content: 'x' }], { into: join(here.folder, 'in-the-way', 'out') })).toEqual({
      kind: 'host-fault',
      detail: expect.stringContaining('ENOTDIR') as unknown,
    });
  });

  test('nothing is unpacked over what is there', async () => {
    await mkdir(join(here.folder, 'out'));
    await writeFile(join(here.folder, 'out/precious'), 'precious');
    await expect(unzipped([{ name: 'precious', content: 'x' }])).rejects.toThrow('out is not empty');
    expect(await found()).toEqual({ precious: 'precious' });
  });

  test('an interruption leaves nothing behind', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(unzipped([{ name: 'a', content: 'x' }], { signal: abort.signal })).rejects.toThrow('aborted');
    expect(await readdir(here.folder)).toEqual(['work.zip']);
  });
});
