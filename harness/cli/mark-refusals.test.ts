import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../marking/lock.js';
import { CLASS_SPEC, ClassRoom, REFERENCE } from './mark-class.test-support.js';

let room: ClassRoom;
beforeEach(async () => {
  room = await ClassRoom.open();
});
afterEach(async () => {
  expect(await readdir(room.temporary)).toEqual([]);
  await room.close();
});

describe('what is not right is told before anything is run, and nothing is written over', () => {
  test.each([
    [['--resume', '--fresh'], '--resume and --fresh do not go together'],
    [['--resume'], '--resume: there is no marking in marked to go on with'],
    [['--spec', CLASS_SPEC], '--spec has two of the name class-echo: its points would count twice'],
    [['--run', 'client=x'], '--run needs a program of the spec (server) and its command, not "client=x"'],
    [['--run', 'eve/server=x'], '--run: there is no student "eve"'],
    [['--course', 'course.yaml'], '--course: there is no file course.yaml'],
    [['--roster', 'roster.csv'], 'there is no file roster.csv'],
    [['--heading', 'Grade'], '--heading needs an English heading and that of the file, not "Grade"'],
    [['--nested', 'open'], '--nested takes "unpack", not "open"'],
  ])('%j', async (words, message) => {
    const input = await room.writeClass({ ada: REFERENCE });
    const heading = words[0] === '--heading' ? ['--roster', await room.write('r.csv', 'id\nada\n')] : [];
    const { exitCode, stderr, stdout } = await room.mark(input, [...words, ...heading]);
    expect(stderr).toContain(`wiremark: ${message}`);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
    expect(await readdir(room.folder)).not.toContain('marked');
  });

  test('questions about the input, all at once', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.write('class/ada.zip', 'x');
    await room.write('class/notes.txt', 'x');
    const { exitCode, stderr } = await room.mark(input);
    expect(stderr).toMatch(/^wiremark: 2 questions are open about class; nothing was marked:\n/);
    expect(stderr).toContain('--pick ada=ada');
    expect(stderr).toContain('--ignore notes.txt');
    expect(exitCode).toBe(2);
  });

  test('a worksheet of another course', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    const worksheet = await room.write(
      'worksheet.csv',
      'Identifier,Full name,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,Zoe,,20,-\n',
    );
    const { exitCode, stderr } = await room.mark(input, ['--worksheet', worksheet]);
    expect(stderr).toContain('this is another course, or another assignment');
    expect(stderr).toContain('Nothing was filled in.');
    expect(exitCode).toBe(2);
  });

  test('a folder that holds something else', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    const { exitCode, stderr } = await room.mark(input, ['--out', 'class']);
    expect(stderr).toBe('wiremark: class is not empty, and holds no marking\nName another folder: --out FOLDER\n');
    expect(exitCode).toBe(2);
  });

  test('a folder that holds a marking by another spec', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.mark(input);
    const { exitCode, stderr } = await room.mark(input, ['--spec', 'udp-echo']);
    expect(stderr).toContain('marked holds a marking by class-echo, and this one is by class-echo, udp-echo\n');
    expect(exitCode).toBe(2);
  });

  test('a journal that is none', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.write('marked/journal.jsonl', '{"type":"begun","format":"other"}\n');
    const { exitCode, stderr } = await room.mark(input);
    expect(stderr).toContain('marked/journal.jsonl: it is no journal of wiremark\nMark all anew: --fresh.');
    expect(exitCode).toBe(2);
  });

  test('a folder that is being marked into', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.mark(input);
    const lock = await lockFolder(join(room.folder, 'marked'), '/nowhere');
    const { exitCode, stderr } = await room.mark(input);
    if ('release' in lock) await lock.release();
    expect(stderr).toContain(`another wiremark (process ${process.pid}) is marking into marked\n`);
    expect(exitCode).toBe(2);
  });

  test('a place where no folder can be made', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.write('taken', '');
    const { exitCode, stderr } = await room.mark(input, ['--out', 'taken/marked']);
    expect(stderr).toBe(
      'wiremark: results cannot be written to taken/marked: a file is in the way\nName another folder: --out FOLDER\n',
    );
    expect(exitCode).toBe(2);
  });

  test('a folder that cannot be written to', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    const disk = join(room.folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      console.log('skipped: only root can make a disk that is read-only');
      return;
    }
    try {
      const { exitCode, stderr } = await room.mark(input, ['--out', 'disk/marked']);
      expect(stderr).toContain('results cannot be written to disk/marked: that file system is read-only\n');
      expect(exitCode).toBe(2);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
