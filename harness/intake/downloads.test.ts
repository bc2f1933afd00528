import { describe, expect, test } from 'vitest';
import { make, zipOf, opened, students, problems, unpacked, archive } from './class-of-files.test-support.js';

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
