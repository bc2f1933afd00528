import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClassRoom, REFERENCE, columns, mutant } from './mark-class.test-support.js';

let room: ClassRoom;
beforeEach(async () => {
  room = await ClassRoom.open();
});
afterEach(async () => {
  expect(await readdir(room.temporary)).toEqual([]);
  await room.close();
});

/** Its damage never happens: the client sends less than that. */
const UNPROVEN = `spec: 1
name: A check that proves nothing
programs: { server: { run: "python3 server.py \${port}" } }
peers: { c: { connect: server } }
links: { wire: { from: c, to: server } }
checks:
  - id: rare
    name: damage that never happens
    points: 2
    damage: { wire: [ { from: c, cut_after: 5000 bytes } ] }
    steps:
      - { send: "hello", expect: "hello" }
  - id: secret
    name: more damage that never happens
    points: 1
    hidden: true
    damage: { wire: [ { from: c, cut_after: 7000 bytes } ] }
    steps:
      - { send: "hello", expect: "hello" }
`;

describe('a class that is marked', () => {
  test('a log has a line for each submission, and exit code 0 though students have failed', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: mutant('reverses') });
    const { exitCode, stdout, stderr } = await room.mark(input, ['--jobs', '1']);
    expect(stderr).toBe('');
    expect(stdout.replace(/\(\d.*?\)/g, '(TIME)').split('\n')).toEqual([
      '2 submissions (one folder or archive for each student, with any name), marked by class-echo',
      '1/2  ada: 20 of 20 points (TIME)',
      '2/2  bob: 0 of 20 points (TIME)',
      '2 students: 2 with a mark',
      'marked/grades.csv',
      'marked/results.json',
      'marked/index.html',
      '',
    ]);
    expect(exitCode).toBe(0);
  });

  test('what a program prints, and what a student is called, never reaches the terminal raw', async () => {
    const input = await room.writeClass({ 'red \u001b[31m': 'import sys\nsys.exit("\\x1b[2J\\x07 cleared")\n' });
    const { stdout } = await room.mark(input);
    expect(stdout).toContain('red \\x1b[31m: 0 of 20 points, not launched');
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('one that has changed is marked again, the others are not', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: mutant('reverses') });
    await room.mark(input);
    await room.write('class/bob/server.py', REFERENCE);
    const { stdout } = await room.mark(input);
    expect(stdout).toContain('ada: 20 of 20 points (unchanged)\n');
    expect(stdout).toMatch(/bob: 20 of 20 points \(\d/);
    expect(await room.points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'marked', '20'],
    ]);
  });

  test('of one that comes again without its program nothing is left of what was marked before', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: REFERENCE });
    await room.mark(input);
    expect(await room.files()).toContain('reports/bob/report.json');
    await rm(join(room.folder, 'class/bob/server.py'));
    await room.write('class/bob/notes.txt', 'I have lost it');
    await room.mark(input);
    expect(await room.points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'not launched', '0'],
    ]);
    const files = await room.files();
    expect(files.filter((file) => /(?:reports|evidence)\/bob\//.test(file))).toEqual(['reports/bob/report.html']);
    expect(files).toContain('reports/ada/report.json');
  });

  test('--fresh marks all again, and keeps the journal of before', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.mark(input);
    const { stdout } = await room.mark(input, ['--fresh']);
    expect(stdout).not.toContain('unchanged');
    expect(await room.files()).toContain('journal.jsonl.before');
  });

  test('another seed marks all again, and says so', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    await room.mark(input);
    const { stdout } = await room.mark(input, ['--seed', 'other']);
    expect(stdout).toContain('\nthe seed changed since: all are marked anew\n');
    expect(stdout).not.toContain('unchanged');
  });

  test('what proves nothing is run again alone, and if it still proves nothing there is no mark', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    const spec = await room.write('unproven.yaml', UNPROVEN);
    const { exitCode, stdout } = await room.mark(input, ['--spec', spec]);
    const why = 'rare: "close the connection after 5,000 bytes from c" never happened';
    expect(stdout).toContain(`ada: ${why}`);
    expect(stdout).toContain('; it is run again alone at the end\n');
    expect(stdout).toContain('without one, for a person to look at:\n  ada: rare: ');
    expect(await room.points()).toEqual([['ada', 'inconclusive', '']]);
    const report = await room.read('marked/reports/ada/report.json');
    expect(report).toContain('close the connection after 5,000 bytes');
    // Of a hidden check not even the damage is told.
    expect(report).not.toContain('7,000');
    expect(exitCode).toBe(3);
    const again = await room.mark(input, ['--spec', spec]);
    expect(again.stdout).not.toContain('unchanged');
  });

  test('a program is started as a person says, for one student', async () => {
    await room.write('class/zoe/a.py', REFERENCE);
    await room.write('class/zoe/b.py', mutant('reverses'));
    const asked = await room.mark('class');
    expect(asked.stdout).toContain('which of these is the server for class-echo: a.py, b.py?');
    expect(asked.exitCode).toBe(3);
    const { stdout, exitCode } = await room.mark('class', ['--run', 'zoe/server=python3 a.py ${port}']);
    expect(stdout).toContain('zoe: 20 of 20 points');
    expect(exitCode).toBe(0);
  });

  test('of several attempts the best one counts, where the course says so; each has its report', async () => {
    await room.write('first/server.py', REFERENCE);
    await room.write('second/server.py', mutant('reverses'));
    const list = await room.write('list.csv', 'path,id,name,attempt\nfirst,7,Zoe,1\nsecond,7,Zoe,2\n');
    await room.write('course.yaml', 'course: 1\nattempts: best\nscale: { out-of: 10 }\n');
    const { exitCode, stderr } = await room.mark(list, ['--course', 'course.yaml']);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    const names = ['id', 'attempt', 'attempts', 'points', 'grade', 'report'];
    expect(columns(await room.read('marked/grades.csv'), names)).toEqual([
      ['7', '1', '2', '20', '10', 'reports/7-attempt1/report.html'],
    ]);
    expect(await room.read('marked/reports/7-attempt1/report.html')).toContain('Grade: 10 of 10');
    expect(await room.read('marked/reports/7-attempt2/report.html')).toContain('another attempt counts: number 1');
  });

  test("an instructor's gradebook of Canvas is filled in, every other byte as it was", async () => {
    await room.write('canvas/zoemueller_11_900_server.py', REFERENCE);
    await room.write('canvas/maxoneil_LATE_12_901_server.py', mutant('decodes-utf8'));
    const gradebook = [
      'Student,ID,SIS Login ID,Section,Lab 1 (4711),Current Score',
      '    Points Possible,,,,20,(read only)',
      '"Mueller, Zoe",11,zm1,Net,,=A1',
      '"O\'Neil, Max",12,mo2,Net,,',
      '',
    ];
    const file = await room.write('gradebook.csv', gradebook.join('\r\n'));
    const { exitCode, stderr } = await room.mark('canvas', ['--worksheet', file, '--roster', file]);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(await room.read('marked/gradebook.filled.csv')).toBe(
      gradebook.join('\r\n').replace('zm1,Net,,', 'zm1,Net,20,').replace('mo2,Net,,', 'mo2,Net,17,'),
    );
  });

  test('a dry run says who would be marked, and writes nothing', async () => {
    const input = await room.writeClass({ ada: REFERENCE });
    const { stdout, exitCode } = await room.mark(input, ['--dry-run']);
    expect(stdout).toContain('nothing was run or written:\n  ada: to be marked, from class: ada\n');
    expect(exitCode).toBe(0);
    expect(await readdir(room.folder)).not.toContain('marked');
  });

  test('a dry run after a marking says who is marked, and whose work has changed since', async () => {
    const input = await room.writeClass({ ada: REFERENCE, bob: mutant('reverses'), eve: REFERENCE });
    await room.mark(input);
    await room.write('class/bob/server.py', REFERENCE);
    await room.write('class/zoe/server.py', REFERENCE);
    const { stdout } = await room.mark(input, ['--dry-run']);
    expect(stdout).toContain(
      '\n  ada: marked: 20 of 20 points\n  bob: to be marked again, from class: bob: it has changed since\n  eve: marked: 20 of 20 points\n  zoe: to be marked, from class: zoe\n',
    );
  });

  test('a dry run after a marking says whose grade would change, and why', async () => {
    const input = await room.writeClass({ 7: REFERENCE });
    await room.mark(input);
    const worksheet = await room.write(
      'worksheet.csv',
      'Identifier,Full name,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,7,,20,-\n',
    );
    await room.write('overrides.yaml', 'overrides: 1\nstudents: { "7": { points: 7, reason: copied, by: me } }\n');
    const { stdout } = await room.mark(input, ['--worksheet', worksheet, '--overrides', 'overrides.yaml', '--dry-run']);
    expect(stdout).toContain('1 grade to be filled in:\n  7  7  7   7 points instead of 20, decided by me: copied\n');
    expect(await room.files()).not.toContain('worksheet.filled.csv');
  });
});
