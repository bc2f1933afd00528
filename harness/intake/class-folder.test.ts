import { rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeTar } from '../archives/make-tar.test-support.js';
import { makeZip } from '../archives/make-zip.test-support.js';
import {
  here,
  make,
  zipOf,
  opened,
  tried,
  students,
  problems,
  unpacked,
  archive,
} from './class-of-files.test-support.js';

describe('a folder with a folder or an archive for each student', () => {
  test('each is one student, by its name', async () => {
    const input = await make({
      'zoe/server.py': 'zoe',
      'zoe/lib/a.py': 'a',
      'max.zip': archive('max'),
      'ada.tar.gz': gzipSync(makeTar([{ name: 'server.py', content: 'ada' }])),
      'bob.tgz': gzipSync(makeTar([{ name: 'server.py', content: 'bob' }])),
      '.DS_Store': '',
      'Ünal, Can/': '',
    });
    const intake = await opened(input);
    expect(intake.convention).toBe('one folder or archive for each student, with any name');
    expect(problems(intake)).toEqual([]);
    expect(students(intake)).toEqual([
      'ada ada: archive ada.tar.gz',
      'bob bob: archive bob.tgz',
      'max max: archive max.zip',
      'zoe zoe: folder lib, file server.py',
      'Ünal, Can Ünal, Can: nothing',
    ]);
    expect(await unpacked(intake, 'zoe')).toEqual({ 'server.py': 'zoe', 'lib/a.py': 'a' });
    expect(await unpacked(intake, 'max')).toEqual({ 'server.py': 'max' });
    expect(await unpacked(intake, 'ada')).toEqual({ 'server.py': 'ada' });
    expect(intake.students.map(({ key }) => key)).toEqual([
      'ada',
      'bob',
      'max',
      'zoe',
      expect.stringMatching(/^_nal_Can-[0-9a-f]{8}$/),
    ]);
  });

  test('names of an older machine are read as such', async () => {
    const input = await make({ 'zoe/server.py': 'zoe', 'max/x.zip': archive('max') });
    const old = (name: string): Buffer => Buffer.concat([Buffer.from(`${input}/`), Buffer.from(name, 'latin1')]);
    await rename(join(input, 'zoe/server.py'), old('zoe/größe.py'));
    await rename(join(input, 'zoe'), old('zoé'));
    await rename(join(input, 'max/x.zip'), old('max/übung.zip'));
    const intake = await opened(input);
    expect(students(intake)).toEqual(['max max: archive übung.zip', 'zoé zoé: file größe.py']);
    expect(await unpacked(intake, 'max')).toEqual({ 'server.py': 'max' });
    expect(await unpacked(intake, 'zoé')).toEqual({ 'größe.py': 'zoe' });
  });

  test('the same in one zip', async () => {
    const intake = await opened(await zipOf({ 'zoe/server.py': 'zoe', 'max.zip': archive('max') }));
    expect(students(intake)).toEqual(['max max: archive max.zip', 'zoe zoe: file server.py']);
    expect(await unpacked(intake, 'zoe')).toEqual({ 'server.py': 'zoe' });
    expect(await unpacked(intake, 'max')).toEqual({ 'server.py': 'max' });
  });

  test('a file that is nobody’s is asked about, until it is said to be nobody’s', async () => {
    const input = await make({ 'zoe/server.py': '', 'my marks.txt': '', 'link.py': '' });
    await symlink('/etc', join(input, 'etc'));
    const intake = await opened(input);
    expect(problems(intake)).toEqual([
      'stray: whose is "etc", "link.py" and "my marks.txt"? The class has one folder or archive for each student, with any name; if it is nobody\'s: --ignore etc link.py \'my marks.txt\'',
    ]);
    expect(problems(await opened(input, { ignore: ['etc', 'link.py', 'my marks.txt'] }))).toEqual([]);
    expect(problems(await opened(input, { ignore: ['etc', 'link.py', 'my marks.txt', 'nothing'] }))).toEqual([
      'no-such-name: there is no "nothing" to be ignored; take it away from --ignore',
    ]);
  });

  test('two that could be the same student are asked about', async () => {
    const input = await make({
      'zoe/server.py': 'folder',
      'zoe.zip': archive('zip'),
      'Max.zip': archive(),
      'max/a.py': '',
    });
    const intake = await opened(input);
    expect(problems(intake)).toEqual([
      'duplicate: which is the work of "Max": "Max.zip" and "max"?; if it is one student: --pick Max=Max.zip; if not, rename one of them',
      'duplicate: which is the work of "zoe": "zoe" and "zoe.zip"?; if it is one student: --pick zoe=zoe; if not, rename one of them',
    ]);
    const settled = await opened(input, { pick: ['zoe=zoe.zip', 'Max=max'] });
    expect(problems(settled)).toEqual([]);
    expect(await unpacked(settled, 'zoe')).toEqual({ 'server.py': 'zip' });
    expect(await unpacked(settled, 'Max')).toEqual({ 'a.py': '' });
  });

  test('files alone are students only if that is said', async () => {
    const input = await make({ 'zoe.py': 'zoe', 'max.py': 'max' });
    expect(problems(await opened(input))).toEqual([
      'one-submission: this looks like the work of one student: it holds "max.py" and "zoe.py"; check it with "wiremark check SPEC FOLDER"; if each file is one student\'s work, write --convention files',
    ]);
    const intake = await opened(input, { convention: 'files' });
    expect(students(intake)).toEqual(['max max: file max.py', 'zoe zoe: file zoe.py']);
    expect(await unpacked(intake, 'zoe')).toEqual({ 'zoe.py': 'zoe' });
  });

  test('one folder that holds folders: a student, or the class?', async () => {
    const input = await make({ 'lab1/zoe/server.py': 'zoe', 'lab1/max/server.py': 'max' });
    expect(problems(await opened(input))).toEqual([
      'one-folder: is "lab1" one student, or the class? It holds "max" and "zoe"; if it is the class: --inside lab1; if one student: --convention names',
    ]);
    expect(students(await opened(input, { inside: 'lab1' }))).toEqual([
      'max max: file server.py',
      'zoe zoe: file server.py',
    ]);
    expect(students(await opened(input, { convention: 'names' }))).toEqual(['lab1 lab1: folder max, folder zoe']);
    expect(await tried(input, { inside: 'lab2' })).toMatchObject({
      kind: 'unreadable',
      message: expect.stringMatching(/^there is no folder lab2 in /) as unknown,
      advice: 'It holds "lab1".',
    });
  });

  test('a class of one', async () => {
    const intake = await opened(await make({ 'zoe/server.py': 'zoe' }));
    expect(students(intake)).toEqual(['zoe zoe: file server.py']);
    expect(problems(intake)).toEqual([]);
  });

  test('an empty folder', async () => {
    expect(problems(await opened(await make({})))).toEqual([
      'no-students: HERE/class is empty; give the folder or the zip with the work of the class',
    ]);
  });
});

describe('a student’s files, of which an archive is one', () => {
  const files = { 'zoe/lab.zip': archive('zip'), 'zoe/report.pdf': '%PDF', 'zoe/.DS_Store': '' };

  test('are asked about', async () => {
    const intake = await opened(await make(files));
    expect(students(intake)).toEqual(['zoe zoe: unsettled']);
    expect(problems(intake)).toEqual([
      'several-files: what counts of what "zoe" handed in? An archive and other files: "lab.zip" and "report.pdf"; for this one: --pick zoe=lab.zip; for all: --several together, or --several archive',
    ]);
  });

  test.each([
    [{ several: 'together' }, { 'server.py': 'zip', 'report.pdf': '%PDF' }],
    [{ several: 'archive' }, { 'server.py': 'zip' }],
    [{ pick: ['zoe=report.pdf'] }, { 'report.pdf': '%PDF' }],
  ])('and settled by %j', async (flags, found) => {
    const intake = await opened(await make(files), flags);
    expect(problems(intake)).toEqual([]);
    expect(await unpacked(intake, 'zoe')).toEqual(found);
  });

  test('a pick of what is not there is told', async () => {
    expect(problems(await opened(await make(files), { pick: ['zoe=lab1.zip'] }))).toEqual([
      'no-such-name: there is no "lab1.zip" among what "zoe" handed in: "lab.zip" and "report.pdf"; write one of them: --pick zoe=lab.zip',
    ]);
  });

  test('two archives cannot both be the archive', async () => {
    const input = await make({ 'zoe/a.zip': archive('a'), 'zoe/b.zip': archive('b'), 'max/a.py': '' });
    const told =
      'several-files: what counts of what "zoe" handed in? Several archives: "a.zip" and "b.zip"; for this one: --pick zoe=a.zip; for all: --several together';
    expect(problems(await opened(input))).toEqual([told]);
    expect(problems(await opened(input, { several: 'archive' }))).toEqual([told]);
    // Put together they must not hide each other.
    expect(await unpacked(await opened(input, { several: 'together' }), 'zoe')).toMatchObject({
      kind: 'refused',
      code: 'same-name-twice',
    });
  });

  test('an archive in an archive is opened if that is asked for', async () => {
    const intake = await opened(
      await make({ 'zoe.zip': archive('', 'nothing.zip'), 'max.zip': archive(archive('inner'), 'in.zip') }),
    );
    expect(await unpacked(intake, 'max')).toMatchObject({
      kind: 'refused',
      code: 'nested-archive',
      sentence: 'could not unpack: it holds nothing but another archive: "in.zip"',
    });
    expect(await unpacked(intake, 'max', 'unpack')).toEqual({ 'server.py': 'inner' });
    expect(await unpacked(intake, 'zoe', 'unpack')).toMatchObject({ kind: 'refused', code: 'empty' });
  });

  test('one that is refused says why, and leaves nothing', async () => {
    const intake = await opened(
      await make({ 'zoe.zip': makeZip([{ name: '../x', content: 'x' }]), 'max.zip': 'Rar!' }),
    );
    expect(await unpacked(intake, 'zoe')).toMatchObject({ kind: 'refused', code: 'leaves-folder' });
    expect(await unpacked(intake, 'max')).toMatchObject({
      kind: 'refused',
      sentence: 'could not unpack: "max.zip" is a RAR archive, which cannot be opened here',
    });
  });
});

describe('an input that is none', () => {
  test('is named, with what to do', async () => {
    expect(await tried(join(here.folder, 'nothing'))).toMatchObject({
      message: `there is no ${join(here.folder, 'nothing')}`,
      advice: 'Give the folder or the zip with the work of the class, or a list of it (CSV).',
    });
    await writeFile(join(here.folder, 'a.zip'), 'no zip');
    expect(await tried(join(here.folder, 'a.zip'))).toMatchObject({
      message: `${join(here.folder, 'a.zip')}: could not unpack: "a.zip" is a text with another ending`,
      advice: 'Download it again.',
    });
    await writeFile(join(here.folder, 'class.tar.gz'), gzipSync(makeTar([{ name: 'zoe/a.py', content: 'x' }])));
    expect(await tried(join(here.folder, 'class.tar.gz'))).toMatchObject({
      message: `${join(here.folder, 'class.tar.gz')} is a tar, and what one student handed in cannot be read from it without all that stands before`,
      advice: `Unpack it, and give the folder: tar -xf ${join(here.folder, 'class.tar.gz')}`,
    });
    expect(await tried(await zipOf({ 'zoe/../../a': 'x' }))).toMatchObject({
      message: expect.stringContaining('"zoe/../../a" is to be written outside of the folder') as unknown,
    });
  });
});
