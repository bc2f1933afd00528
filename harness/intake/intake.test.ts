import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveFormats } from '../archives/index.js';
import { makeTar } from '../archives/make-tar.test-support.js';
import { makeZip } from '../archives/make-zip.test-support.js';
import { rosterFormats } from '../rosters/index.js';
import { conventions } from './conventions/index.js';
import type { Intake } from './intake.js';
import { openIntake, type IntakeOptions } from './open-intake.js';
import { readSettlements, SETTLING_FLAGS, UNSETTLED, type SettlingFlags } from './settlements.js';
import { unpackStudent } from './unpack-student.js';
import type { UnreadableInput } from './unreadable-input.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-intake-'));
});
const open: Intake[] = [];
afterEach(async () => {
  for (const intake of open.splice(0)) await intake.close();
  await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Files of a class; a name that ends with a slash is an empty folder. */
async function make(files: Files, below = 'class'): Promise<string> {
  await mkdir(join(folder, below), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, below, name);
    await mkdir(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) await writeFile(path, content);
  }
  return join(folder, below);
}

async function zipOf(files: Files, name = 'class.zip'): Promise<string> {
  await writeFile(
    join(folder, name),
    makeZip(Object.entries(files).map(([path, content]) => ({ name: path, content }))),
  );
  return join(folder, name);
}

async function opened(input: string, flags: SettlingFlags = {}, rest: Partial<IntakeOptions> = {}): Promise<Intake> {
  const intake = await tried(input, flags, rest);
  if (intake.kind !== 'intake') throw new Error(intake.message || JSON.stringify(intake.diagnostics));
  open.push(intake);
  return intake;
}

function tried(
  input: string,
  flags: SettlingFlags = {},
  rest: Partial<IntakeOptions> = {},
): Promise<Intake | UnreadableInput> {
  const settlements = readSettlements(flags, conventions);
  if ('problem' in settlements) throw new Error(settlements.problem);
  return openIntake({ input, settlements, conventions, archiveFormats, ...rest });
}

/** Who is there, in short: id, name, how late, and what the work is. */
const students = ({ students: all }: Intake): string[] =>
  all.map(({ id, name, late, work }) => {
    const what = work.kind === 'items' ? work.items.map((item) => `${item.as} ${item.name}`).join(', ') : work.kind;
    return `${id} ${name}${late.kind === 'late' ? ' (late)' : ''}: ${what}`;
  });

const problems = ({ problems: all }: Intake): string[] =>
  all.map(({ code, message, settle }) => {
    for (const [flag] of settle.matchAll(/--[a-z]+/g))
      expect(SETTLING_FLAGS.map((each) => each.flag.split(' ')[0])).toContain(flag);
    return `${code}: ${message.replaceAll(folder, 'HERE')}; ${settle.replaceAll(folder, 'HERE')}`;
  });

/** Unpacks a student's work and tells what is there then. */
async function unpacked(intake: Intake, id: string, nested: 'refuse' | 'unpack' = 'refuse'): Promise<unknown> {
  const student = intake.students.find((each) => each.id === id);
  if (!student) throw new Error(`there is no ${id}`);
  const into = join(folder, 'out', student.key);
  await mkdir(dirname(into), { recursive: true });
  const outcome = await unpackStudent(student, intake.shelf, { into, archiveFormats, nested });
  expect((await readdir(dirname(into))).filter((name) => name !== student.key)).toEqual([]);
  if (outcome.kind !== 'unpacked') return outcome;
  const names = await readdir(into, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(into.length + 1), await readFile(path, 'utf8')];
      }),
  );
  await rm(into, { recursive: true });
  return Object.fromEntries(files) as unknown;
}

const archive = (content: string | Uint8Array = 'x', name = 'server.py'): Buffer => makeZip([{ name, content }]);

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

describe('a download from Moodle', () => {
  const folders = {
    'Zoë Müller-Nguyễn_1201_assignsubmission_file/server.py': 'zoe',
    'Zoë Müller-Nguyễn_1201_assignsubmission_onlinetext/onlinetext.html': '<p>hello</p>',
    "Max O'Neil, Jr._1202_assignsubmission_file_/lab.zip": archive('max'),
    'Ada Writer_1203_assignsubmission_onlinetext/onlinetext.html': '<p>see my mail</p>',
  };

  test.each([
    ['unpacked', make],
    ['as the zip', zipOf],
  ])('%s: a folder for each student', async (_name, made) => {
    const intake = await opened(await made(folders));
    expect(intake.convention).toBe('names as Moodle writes them (Full Name_123_assignsubmission_file)');
    expect(problems(intake)).toEqual([]);
    expect(students(intake)).toEqual([
      '1203 Ada Writer: nothing',
      "1202 Max O'Neil, Jr.: archive lab.zip",
      '1201 Zoë Müller-Nguyễn: file server.py',
    ]);
    expect(intake.students.map(({ platformName }) => platformName)).toEqual([
      'Ada Writer_1203_assignsubmission_onlinetext',
      "Max O'Neil, Jr._1202_assignsubmission_file_",
      'Zoë Müller-Nguyễn_1201_assignsubmission_file',
    ]);
    expect(intake.students[0]?.work).toEqual({ kind: 'nothing', why: 'a text or a link was handed in, and no file' });
    expect(await unpacked(intake, '1201')).toEqual({ 'server.py': 'zoe' });
    expect(await unpacked(intake, '1202')).toEqual({ 'server.py': 'max' });
  });

  test('in a folder that the unzip tool has made', async () => {
    const input = await make(
      Object.fromEntries(Object.entries(folders).map(([name, text]) => [`NET-Lab 1-77/${name}`, text])),
    );
    expect(students(await opened(input))).toHaveLength(3);
  });

  test('without folders: files that begin with the student', async () => {
    const intake = await opened(
      await make({
        'Zoë M_1201_assignsubmission_file_server.py': 'zoe',
        'Zoë M_1201_assignsubmission_file_my_client_2.py': 'client',
        'Participant_1202_assignsubmission_file_lab.zip': archive('blind'),
      }),
    );
    expect(students(intake)).toEqual([
      '1202 Participant: archive lab.zip',
      '1201 Zoë M: file my_client_2.py, file server.py',
    ]);
    expect(intake.students[1]?.platformName).toBe('Zoë M_1201_assignsubmission_file');
    expect(await unpacked(intake, '1201')).toEqual({ 'server.py': 'zoe', 'my_client_2.py': 'client' });
    expect(await unpacked(intake, '1202')).toEqual({ 'server.py': 'blind' });
  });

  test('two downloads in one folder', async () => {
    const intake = await opened(
      await make({ 'Zoe M_12_assignsubmission_file/a.py': '', 'Zoe M_12_assignsubmission_file_/a.py': '' }),
    );
    expect(problems(intake)).toEqual([
      'duplicate: which is the work of "12": "Zoe M_12_assignsubmission_file" and "Zoe M_12_assignsubmission_file_"?; if it is one student: --pick \'12=Zoe M_12_assignsubmission_file\'; if not, rename one of them',
    ]);
  });

  test('a group’s folder, which has no number, is asked about', async () => {
    expect(
      problems(
        await opened(
          await make({ 'A_1_assignsubmission_file/a.py': '', 'Default team_assignsubmission_file/a.py': '' }),
        ),
      ),
    ).toEqual([
      expect.stringMatching(/^stray: whose is "Default team_assignsubmission_file"\? The class has names as Moodle/),
    ]);
  });
});

describe('a download from Canvas', () => {
  const files = {
    'smithbob_LATE_340934_208490284_server.py': 'bob',
    'smithbob_LATE_340934_208490285_client_2_3.py': 'client',
    'müllerzoë_340935_208490286_lab-1.zip': archive('zoe'),
    'writerada_340936_text.html': '<p>hello</p>',
  };

  test.each([
    ['unpacked', make],
    ['as the zip', zipOf],
  ])('%s', async (_name, made) => {
    const intake = await opened(await made(files));
    expect(intake.convention).toBe('names as Canvas writes them (name_LATE_123_456_file)');
    expect(problems(intake)).toEqual([]);
    expect(students(intake)).toEqual([
      '340935 müllerzoë: archive lab-1.zip',
      '340934 smithbob (late): file server.py, file client_2_3.py',
      '340936 writerada: nothing',
    ]);
    expect(intake.students.map(({ late }) => late.kind)).toEqual(['in-time', 'late', 'in-time']);
    expect(intake.students[1]?.platformName).toBe('smithbob_LATE_340934');
    expect(await unpacked(intake, '340934')).toEqual({ 'server.py': 'bob', 'client_2_3.py': 'client' });
    expect(await unpacked(intake, '340935')).toEqual({ 'server.py': 'zoe' });
  });

  test('in anonymous grading, and from a version that writes all in lower case', async () => {
    const intake = await opened(
      await make({
        'anon_aB3xK_55_server.py': '',
        'LATE_anon_Zz9_56_server.py': '',
        'smithbob_late_34_57_server.py': '',
      }),
    );
    expect(students(intake)).toEqual([
      'Zz9 anonymous Zz9 (late): file server.py',
      'aB3xK anonymous aB3xK: file server.py',
      '34 smithbob (late): file server.py',
    ]);
  });
});

describe('clones of GitHub Classroom', () => {
  const clones = {
    'lab1-zoe/.git/HEAD': 'ref: refs/heads/main',
    'lab1-zoe/server.py': 'zoe',
    'lab1-max-m/.git/HEAD': 'ref: refs/heads/main',
    'lab1-max-m/server.py': 'max',
  };

  test('in the folder that `gh classroom clone` has made', async () => {
    const intake = await opened(await make(clones, 'lab1-submissions'));
    expect(intake.convention).toBe('clones of Git repositories, as of GitHub Classroom');
    expect(students(intake)).toEqual(['max-m max-m: file server.py', 'zoe zoe: file server.py']);
    expect(await unpacked(intake, 'zoe')).toEqual({ 'server.py': 'zoe' });
  });

  test('in another folder the whole name counts, until the prefix is said', async () => {
    const input = await make(clones);
    expect(students(await opened(input))).toEqual([
      'lab1-max-m lab1-max-m: file server.py',
      'lab1-zoe lab1-zoe: file server.py',
    ]);
    expect(students(await opened(input, { prefix: 'lab1-' }))).toEqual([
      'max-m max-m: file server.py',
      'zoe zoe: file server.py',
    ]);
  });
});

describe('names of several conventions', () => {
  test('are asked about, and read as is said', async () => {
    const input = await make({ 'Zoe M_12_assignsubmission_file/a.py': '', 'smithbob_34_56_server.py': '' });
    expect(problems(await opened(input))).toEqual([
      'mixed-conventions: there are names as Moodle writes them (Full Name_123_assignsubmission_file): "Zoe M_12_assignsubmission_file"; and names as Canvas writes them (name_LATE_123_456_file): "smithbob_34_56_server.py"; say which of them is the class: --convention moodle, or --convention canvas',
    ]);
    const intake = await opened(input, { convention: 'moodle' });
    expect(students(intake)).toEqual(['12 Zoe M: file a.py']);
    expect(problems(intake)).toEqual([
      expect.stringMatching(/^stray: whose is "smithbob_34_56_server\.py"\? .*--ignore smithbob_34_56_server\.py$/),
    ]);
    expect(problems(await opened(input, { convention: 'moodle', ignore: ['smithbob_34_56_server.py'] }))).toEqual([]);
  });
});

describe('a list of submissions', () => {
  const work = { 'sub/zoe/server.py': 'zoe', 'sub/max.zip': archive('max') };

  async function list(text: string | Uint8Array): Promise<string> {
    await make(work);
    await writeFile(join(folder, 'class', 'list.csv'), text);
    return join(folder, 'class', 'list.csv');
  }

  test('says where, who, which attempt and how late', async () => {
    const intake = await opened(
      await list(
        'path;name;id;attempt;late;submitted\n' +
          'sub/zoe;Müller, Zoë;1;1;no;2026-11-20T23:59:00+01:00\n' +
          'sub/max.zip;"Müller, Zoë";1;2;1.5d;\n' +
          `${join(folder, 'class/sub/max.zip')};Max;;;yes;\n`,
      ),
    );
    expect(intake.convention).toBe('a list of submissions');
    expect(students(intake)).toEqual([
      'Max Max (late): archive max.zip',
      '1 Müller, Zoë: file server.py',
      '1 Müller, Zoë (late): archive max.zip',
    ]);
    expect(intake.students.slice(1)).toMatchObject([
      { attempt: 1, late: { kind: 'in-time' }, submittedAt: '2026-11-20T22:59:00.000Z', key: '1-attempt1' },
      { attempt: 2, late: { kind: 'late', byMs: 129_600_000 }, key: '1-attempt2' },
    ]);
    expect(await unpacked(intake, 'Max')).toEqual({ 'server.py': 'max' });
  });

  test('in UTF-16, as a spreadsheet writes "Unicode text"', async () => {
    const text = Buffer.from('\ufeffpath\tname\r\nsub/zoe\tZoë\r\n', 'utf16le');
    expect(students(await opened(await list(text)))).toEqual(['Zoë Zoë: file server.py']);
  });

  async function told(text: string | Uint8Array): Promise<string[]> {
    const unreadable = await tried(await list(text));
    if (unreadable.kind !== 'unreadable') throw new Error('it was read');
    return unreadable.diagnostics.map(
      ({ code, origin, message, suggestion }) =>
        `${origin.start.line}:${origin.start.column} ${code} ${message}; ${suggestion}`,
    );
  }

  test('all that is wrong with it is told at once', async () => {
    expect(
      await told(
        'path,name,attempt,late,submitted\n' +
          'sub/zoe,Zoe,first,soon,yesterday\n' +
          ',Max,,,\n' +
          'sub/max.zip,,,,\n' +
          'sub/max.zip,Max,,,2026-11-20T23:59\n',
      ),
    ).toEqual([
      '2:13 C006 "first" is no attempt; write 1 for the first, 2 for the second',
      '2:19 C006 "soon" is no lateness; write yes, no, or by how much: 2d, 5h, 90m',
      '2:24 C006 "yesterday" is no moment; write it with its time zone: 2026-11-20T23:59:00+01:00',
      '3:1 C006 the path is missing; write where the folder or the archive is, as seen from this list',
      '4:1 C006 whose work is it?; fill in "name" or "id"',
      '5:19 C006 "2026-11-20T23:59" is no moment; write it with its time zone: 2026-11-20T23:59:00+01:00',
    ]);
  });

  test('a place that is not there, and a student twice', async () => {
    expect(await told('path,name\nsub/zoe,Zoe\nsub/max.zip,zoe\nsub/nobody,Max\n')).toEqual([
      '3:1 C005 zoe has another row; number the attempts in a column "attempt", or take one row away',
      '4:1 C006 there is no sub/nobody; paths are meant from the folder of the list',
    ]);
    expect(await told('path,name,attempt\nsub/zoe,Zoe,1\nsub/max.zip,Zoe,1\n')).toEqual([
      '3:1 C005 Zoe has another row for attempt 1; number the attempts in a column "attempt", or take one row away',
    ]);
  });

  test('columns that are none of it, and bytes that are no UTF-8', async () => {
    expect(await told('Identifier,Grade\n1,2\n')).toEqual([
      '1:1 C003 a list of submissions has a column "path", and "name" or "id"; its columns: Identifier, Grade; known: path, name, id, attempt, late, submitted',
    ]);
    expect(await told(Buffer.from('path,name\nsub/zoe,Zo\xeb\n', 'latin1'))).toEqual([
      expect.stringContaining('2:11 C001 the byte eb is no UTF-8'),
    ]);
  });
});

describe('a roster', () => {
  const input = { 'Zoe M_12_assignsubmission_file/a.py': '', 'Max_13_assignsubmission_file/a.py': '' };
  const worksheet = (...ids: number[]): string =>
    ['Identifier,Full name,Grade', ...ids.map((id) => `Participant ${id},"Name ${id}",`), ''].join('\n');

  async function withRoster(text: string, file = 'roster.csv'): Promise<Intake | UnreadableInput> {
    await writeFile(join(folder, 'roster.csv'), text);
    const intake = await tried(await make(input), {}, { roster: { file: join(folder, file), formats: rosterFormats } });
    if (intake.kind === 'intake') open.push(intake);
    return intake;
  }

  test('adds who has handed in nothing, and the names', async () => {
    const intake = (await withRoster(worksheet(12, 13, 14))) as Intake;
    expect(students(intake)).toEqual(['12 Name 12: file a.py', '13 Name 13: file a.py', '14 Name 14: nothing']);
    expect(problems(intake)).toEqual([]);
    expect(intake.students[2]?.work).toEqual({ kind: 'nothing', why: 'nothing was handed in' });
  });

  test('of another assignment is recognised', async () => {
    expect(problems((await withRoster(worksheet(901, 902))) as Intake)).toEqual([
      'other-roster: none of the 2 submissions is of somebody on the roster of 2: the input has "13" and "12", the roster "901" and "902"; give the roster of this assignment: Moodle numbers participants anew in each',
    ]);
  });

  test('without somebody who has handed in', async () => {
    expect(problems((await withRoster(worksheet(12, 14))) as Intake)).toEqual([
      'not-on-roster: one submission is of nobody on the roster: "13 Max"; give a newer roster, or leave them out: --ignore Max_13_assignsubmission_file',
    ]);
  });

  test('that cannot be read', async () => {
    expect(await withRoster('', 'nothing.csv')).toMatchObject({
      kind: 'unreadable',
      message: `there is no file ${join(folder, 'nothing.csv')}`,
    });
    expect(await withRoster('Name,Grade\nZoe,1\n')).toMatchObject({
      kind: 'unreadable',
      diagnostics: [
        {
          code: 'C003',
          message:
            'this is none of: a grading worksheet of Moodle (Identifier, Grade); a gradebook of Canvas (ID, Section); a list with a column "id" (id)',
          suggestion: 'its columns: Name, Grade; if the platform speaks another language: --columns Identifier=…',
        },
      ],
    });
  });
});

describe('an input that is none', () => {
  test('is named, with what to do', async () => {
    expect(await tried(join(folder, 'nothing'))).toMatchObject({
      message: `there is no ${join(folder, 'nothing')}`,
      advice: 'Give the folder or the zip with the work of the class, or a list of it (CSV).',
    });
    await writeFile(join(folder, 'a.zip'), 'no zip');
    expect(await tried(join(folder, 'a.zip'))).toMatchObject({
      message: `${join(folder, 'a.zip')}: could not unpack: "a.zip" is a text with another ending`,
      advice: 'Download it again.',
    });
    await writeFile(join(folder, 'class.tar.gz'), gzipSync(makeTar([{ name: 'zoe/a.py', content: 'x' }])));
    expect(await tried(join(folder, 'class.tar.gz'))).toMatchObject({
      message: `${join(folder, 'class.tar.gz')} is a tar, and what one student handed in cannot be read from it without all that stands before`,
      advice: `Unpack it, and give the folder: tar -xf ${join(folder, 'class.tar.gz')}`,
    });
    expect(await tried(await zipOf({ 'zoe/../../a': 'x' }))).toMatchObject({
      message: expect.stringContaining('"zoe/../../a" is to be written outside of the folder') as unknown,
    });
  });
});

describe('flags that settle', () => {
  test.each<[SettlingFlags, string]>([
    [
      { convention: 'blackboard' },
      'there is no convention "blackboard"\nWrite: --convention moodle, or canvas, or classroom, or names, or files',
    ],
    [{ several: 'all' }, '--several takes "together" or "archive", not "all"'],
    [{ nested: 'yes' }, '--nested takes "unpack", not "yes"'],
    [{ pick: ['zoe'] }, '--pick needs a student and a name, not "zoe"\nWrite: --pick zoe=lab1.zip'],
  ])('%j is refused', (flags, problem) => {
    expect(readSettlements(flags, conventions)).toEqual({ problem });
  });

  test('none settles nothing', () => {
    expect(readSettlements({}, conventions)).toEqual(UNSETTLED);
  });
});
