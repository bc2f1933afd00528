import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../marking/lock.js';
import { packageFolder } from './files.js';
import { CLASS_SPEC, ClassRoom, columns } from './mark-class.test-support.js';

let room: ClassRoom;
beforeEach(async () => {
  room = await ClassRoom.open();
});
afterEach(async () => {
  expect(await readdir(room.temporary)).toEqual([]);
  await room.close();
});

const reference = readFileSync(join(packageFolder, 'fixtures/reference/tcp-echo/python/server.py'));
const mutant = (name: string): Buffer => readFileSync(join(packageFolder, `fixtures/mutants/tcp-echo/${name}.py`));

/** It listens and is silent for ever, so that there is time to do something to the marking. */
const silent = `import socket, sys
s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
kept = []
while True: kept.append(s.accept())
`;

/** Where nothing keeps it away, it ends who has started it. */
const killer = `import os, signal
os.kill(os.getppid(), signal.SIGKILL)
`;

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

async function classOf(programs: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [name, source] of Object.entries(programs)) await room.write(`class/${name}/server.py`, source);
  return 'class';
}

const points = async (out = 'marked'): Promise<readonly (readonly string[])[]> =>
  columns(await room.read(`${out}/grades.csv`), ['id', 'state', 'points']);

describe('a class that is marked', () => {
  test('a log has a line for each submission, and exit code 0 though students have failed', async () => {
    const input = await classOf({ ada: reference, bob: mutant('reverses') });
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
    const input = await classOf({ 'red \u001b[31m': 'import sys\nsys.exit("\\x1b[2J\\x07 cleared")\n' });
    const { stdout } = await room.mark(input);
    expect(stdout).toContain('red \\x1b[31m: 0 of 20 points, not launched');
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('one that has changed is marked again, the others are not', async () => {
    const input = await classOf({ ada: reference, bob: mutant('reverses') });
    await room.mark(input);
    await room.write('class/bob/server.py', reference);
    const { stdout } = await room.mark(input);
    expect(stdout).toContain('ada: 20 of 20 points (unchanged)\n');
    expect(stdout).toMatch(/bob: 20 of 20 points \(\d/);
    expect(await points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'marked', '20'],
    ]);
  });

  test('of one that comes again without its program nothing is left of what was marked before', async () => {
    const input = await classOf({ ada: reference, bob: reference });
    await room.mark(input);
    expect(await room.files()).toContain('reports/bob/report.json');
    await rm(join(room.folder, 'class/bob/server.py'));
    await room.write('class/bob/notes.txt', 'I have lost it');
    await room.mark(input);
    expect(await points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'not launched', '0'],
    ]);
    const files = await room.files();
    expect(files.filter((file) => /(?:reports|evidence)\/bob\//.test(file))).toEqual(['reports/bob/report.html']);
    expect(files).toContain('reports/ada/report.json');
  });

  test('--fresh marks all again, and keeps the journal of before', async () => {
    const input = await classOf({ ada: reference });
    await room.mark(input);
    const { stdout } = await room.mark(input, ['--fresh']);
    expect(stdout).not.toContain('unchanged');
    expect(await room.files()).toContain('journal.jsonl.before');
  });

  test('another seed marks all again, and says so', async () => {
    const input = await classOf({ ada: reference });
    await room.mark(input);
    const { stdout } = await room.mark(input, ['--seed', 'other']);
    expect(stdout).toContain('\nthe seed changed since: all are marked anew\n');
    expect(stdout).not.toContain('unchanged');
  });

  test('what proves nothing is run again alone, and if it still proves nothing there is no mark', async () => {
    const input = await classOf({ ada: reference });
    const spec = await room.write('unproven.yaml', UNPROVEN);
    const { exitCode, stdout } = await room.mark(input, ['--spec', spec]);
    const why = 'rare: "close the connection after 5,000 bytes from c" never happened';
    expect(stdout).toContain(`ada: ${why}`);
    expect(stdout).toContain('; it is run again alone at the end\n');
    expect(stdout).toContain('without one, for a person to look at:\n  ada: rare: ');
    expect(await points()).toEqual([['ada', 'inconclusive', '']]);
    const report = await room.read('marked/reports/ada/report.json');
    expect(report).toContain('close the connection after 5,000 bytes');
    // Of a hidden check not even the damage is told.
    expect(report).not.toContain('7,000');
    expect(exitCode).toBe(3);
    const again = await room.mark(input, ['--spec', spec]);
    expect(again.stdout).not.toContain('unchanged');
  });

  test('a program is started as a person says, for one student', async () => {
    await room.write('class/zoe/a.py', reference);
    await room.write('class/zoe/b.py', mutant('reverses'));
    const asked = await room.mark('class');
    expect(asked.stdout).toContain('which of these is the server for class-echo: a.py, b.py?');
    expect(asked.exitCode).toBe(3);
    const { stdout, exitCode } = await room.mark('class', ['--run', 'zoe/server=python3 a.py ${port}']);
    expect(stdout).toContain('zoe: 20 of 20 points');
    expect(exitCode).toBe(0);
  });

  test('of several attempts the best one counts, where the course says so; each has its report', async () => {
    await room.write('first/server.py', reference);
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
    await room.write('canvas/zoemueller_11_900_server.py', reference);
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
    const input = await classOf({ ada: reference });
    const { stdout, exitCode } = await room.mark(input, ['--dry-run']);
    expect(stdout).toContain('nothing was run or written:\n  ada: to be marked, from class: ada\n');
    expect(exitCode).toBe(0);
    expect(await readdir(room.folder)).not.toContain('marked');
  });

  test('a dry run after a marking says who is marked, and whose work has changed since', async () => {
    const input = await classOf({ ada: reference, bob: mutant('reverses'), eve: reference });
    await room.mark(input);
    await room.write('class/bob/server.py', reference);
    await room.write('class/zoe/server.py', reference);
    const { stdout } = await room.mark(input, ['--dry-run']);
    expect(stdout).toContain(
      '\n  ada: marked: 20 of 20 points\n  bob: to be marked again, from class: bob: it has changed since\n  eve: marked: 20 of 20 points\n  zoe: to be marked, from class: zoe\n',
    );
  });

  test('a dry run after a marking says whose grade would change, and why', async () => {
    const input = await classOf({ 7: reference });
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
    const input = await classOf({ ada: reference });
    const heading = words[0] === '--heading' ? ['--roster', await room.write('r.csv', 'id\nada\n')] : [];
    const { exitCode, stderr, stdout } = await room.mark(input, [...words, ...heading]);
    expect(stderr).toContain(`wiremark: ${message}`);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
    expect(await readdir(room.folder)).not.toContain('marked');
  });

  test('questions about the input, all at once', async () => {
    const input = await classOf({ ada: reference });
    await room.write('class/ada.zip', 'x');
    await room.write('class/notes.txt', 'x');
    const { exitCode, stderr } = await room.mark(input);
    expect(stderr).toMatch(/^wiremark: 2 questions are open about class; nothing was marked:\n/);
    expect(stderr).toContain('--pick ada=ada');
    expect(stderr).toContain('--ignore notes.txt');
    expect(exitCode).toBe(2);
  });

  test('a worksheet of another course', async () => {
    const input = await classOf({ ada: reference });
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
    const input = await classOf({ ada: reference });
    const { exitCode, stderr } = await room.mark(input, ['--out', 'class']);
    expect(stderr).toBe('wiremark: class is not empty, and holds no marking\nName another folder: --out FOLDER\n');
    expect(exitCode).toBe(2);
  });

  test('a folder that holds a marking by another spec', async () => {
    const input = await classOf({ ada: reference });
    await room.mark(input);
    const { exitCode, stderr } = await room.mark(input, ['--spec', 'udp-echo']);
    expect(stderr).toContain('marked holds a marking by class-echo, and this one is by class-echo, udp-echo\n');
    expect(exitCode).toBe(2);
  });

  test('a journal that is none', async () => {
    const input = await classOf({ ada: reference });
    await room.write('marked/journal.jsonl', '{"type":"begun","format":"other"}\n');
    const { exitCode, stderr } = await room.mark(input);
    expect(stderr).toContain('marked/journal.jsonl: it is no journal of wiremark\nMark all anew: --fresh.');
    expect(exitCode).toBe(2);
  });

  test('a folder that is being marked into', async () => {
    const input = await classOf({ ada: reference });
    await room.mark(input);
    const lock = await lockFolder(join(room.folder, 'marked'), '/nowhere');
    const { exitCode, stderr } = await room.mark(input);
    if ('release' in lock) await lock.release();
    expect(stderr).toContain(`another wiremark (process ${process.pid}) is marking into marked\n`);
    expect(exitCode).toBe(2);
  });

  test('a place where no folder can be made', async () => {
    const input = await classOf({ ada: reference });
    await room.write('taken', '');
    const { exitCode, stderr } = await room.mark(input, ['--out', 'taken/marked']);
    expect(stderr).toBe(
      'wiremark: results cannot be written to taken/marked: a file is in the way\nName another folder: --out FOLDER\n',
    );
    expect(exitCode).toBe(2);
  });

  test('a folder that cannot be written to', async () => {
    const input = await classOf({ ada: reference });
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

describe.skipIf(process.platform !== 'linux')('whatever happens to the marking (needs Linux: /proc)', () => {
  test('a submission that takes its worker down is run again alone, then it has no mark; the rest has', async () => {
    const input = await classOf({ ada: reference, bob: killer, zoe: reference });
    const { exitCode, stdout, stderr } = await room.mark(input, ['--jobs', '1', '--isolation', 'plain']);
    expect(stderr).toBe('');
    expect(stdout).toContain(
      'bob: the worker ended in the middle of its work (SIGKILL); it is run again alone at the end\n',
    );
    expect(stdout).toContain('  bob: the worker ended in the middle of its work (SIGKILL); and before, with others: ');
    expect(await points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'not marked', ''],
      ['zoe', 'marked', '20'],
    ]);
    expect(exitCode).toBe(3);
  });

  test('what one submission has built does not take the room of the next', async () => {
    const input = await classOf({
      ada: reference,
      bob: `import glob, os, sys
built = glob.glob(os.path.join(os.getcwd(), "..", "..", "*", "*", "built.bin"))
if built: sys.exit(f"there is still {built}")
${reference.toString()}`,
    });
    await room.write(
      'class/ada/wiremark.yaml',
      `programs: { server: { build: "cp server.py built.bin", run: "python3 server.py \${port}" } }\n`,
    );
    await room.mark(input, ['--jobs', '1', '--isolation', 'plain']);
    expect(await points()).toEqual([
      ['ada', 'marked', '20'],
      ['bob', 'marked', '20'],
    ]);
  });

  test('a program that digs deep where pip has installed something does not end the marking', async () => {
    const input = await classOf({
      ada: `import os, sys
os.chdir("lib/python3.11")
for _ in range(300): os.mkdir("deep" * 5); os.chdir("deep" * 5)
${reference.toString()}`,
      bob: reference,
    });
    await room.write('class/ada/pyvenv.cfg', '');
    await room.write('class/ada/lib/python3.11/site.txt', '');
    const { stderr } = await room.mark(input, ['--jobs', '1', '--isolation', 'plain']);
    expect(stderr).toBe('');
    expect((await points()).at(-1)).toEqual(['bob', 'marked', '20']);
  });

  /** Ctrl-C as soon as the first is marked. */
  const interruptSecond = {
    onStarted: (child: { kill(signal: 'SIGINT'): boolean }) =>
      void expect
        .poll(async () => (await room.journal().catch(() => [])).some(({ type }) => type === 'ended'), {
          timeout: 60_000,
          interval: 50,
        })
        .toBe(true)
        .then(() => child.kill('SIGINT')),
  };

  test('Ctrl-C while something is unpacked: it is marked when somebody goes on', async () => {
    const input = await classOf({ ada: reference, bob: silent });
    for (let number = 0; number < 10_000; number++) await room.write(`class/bob/data/${number}.txt`, '');
    const { exitCode, stderr } = await room.mark(input, ['--jobs', '1'], interruptSecond);
    expect(stderr).toMatch(/^\nwiremark: interrupted; .*\nwiremark: 1 of 2 are marked, and kept\. Go on: /);
    expect(exitCode).toBe(130);
  });

  test('Ctrl-C: what was done is kept, and the command that goes on is named', async () => {
    const input = await classOf({ ada: reference, bob: silent });
    const { exitCode, stderr } = await room.mark(input, ['--jobs', '1', '--slow', '20'], interruptSecond);
    expect(stderr).toMatch(/wiremark: 1 of 2 are marked, and kept\. Go on: wiremark mark class --spec .* --resume\n$/);
    expect(exitCode).toBe(130);
    await room.write('class/bob/server.py', reference);
    const resumed = await room.mark(input, ['--resume', '--slow', '20']);
    expect(resumed.stdout).toContain(', which was cut off: 1 were done (--fresh begins anew)\n');
    expect(resumed.stdout).toContain('ada: 20 of 20 points (unchanged)\n');
    expect(resumed.exitCode).toBe(0);
  });

  test('a full disk: a message, nothing corrupt, and --resume goes on', async () => {
    const input = await classOf({ ada: reference, bob: mutant('no-half-close'), zoe: reference });
    const disk = join(room.folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      console.log('skipped: only root can make a small disk');
      return;
    }
    try {
      const { exitCode, stderr } = await room.mark(input, ['--out', 'disk/marked']);
      expect(stderr).toMatch(/^wiremark: disk\/marked: the disk is full; what was marked is kept\nGo on when/);
      expect(exitCode).toBe(3);
      expect((await room.files('disk/marked')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=10m', disk], { stdio: 'ignore' });
      const resumed = await room.mark(input, ['--out', 'disk/marked', '--resume']);
      expect(resumed.stderr).toBe('');
      expect(resumed.exitCode).toBe(0);
      expect((await points('disk/marked')).map(([, , each]) => each)).toEqual(['20', '16', '20']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
