import { readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wiremark, type Finished } from './command.test-support.js';
import { packageFolder } from './files.js';
import { CLASS_SPEC, ClassRoom } from './mark-class.test-support.js';

let room: ClassRoom;

const source = (path: string): Buffer => readFileSync(join(packageFolder, 'fixtures', path));

const run = (...words: readonly string[]): Promise<Finished> =>
  wiremark(words, { folder: room.folder, environment: { TMPDIR: room.temporary } });

beforeAll(async () => {
  room = await ClassRoom.open();
  const works = {
    ada: 'reference/tcp-echo/python/server.py',
    bob: 'mutants/tcp-echo/one-recv-per-message.py',
    cyd: 'mutants/tcp-echo/syntax-error.py',
    dan: 'mutants/tcp-echo/reverses.py',
    eve: 'mutants/tcp-echo/exits-after-first-client.py',
  };
  for (const [name, path] of Object.entries(works)) await room.write(`class/${name}/server.py`, source(path));
  await room.write('class/fay/notes.txt', 'not done');
  await room.write('overrides.yaml', 'overrides: 1\nstudents: { fay: { points: 3, reason: shown, by: me } }\n');
  expect((await room.mark('class', ['--overrides', 'overrides.yaml'])).exitCode).toBe(0);
});

afterAll(() => room.close());

describe('wiremark rejudge', () => {
  test('reaches the same verdicts from the traces, byte for byte, without any program', async () => {
    await rm(join(room.folder, 'class'), { recursive: true });
    const { exitCode, stdout, stderr } = await run('rejudge', 'marked', '--out', 'again');
    expect(stderr).toBe('');
    expect(stdout).toBe('0 students change, 6 stay as they are\n');
    expect(exitCode).toBe(0);
    const files = (await room.files()).filter((name) => /\.(csv|json|html|gz|yaml)$/.test(name));
    expect((await room.files('again')).filter((name) => /\.(csv|json|html|gz|yaml)$/.test(name))).toEqual(files);
    for (const file of files) expect(await room.read(`again/${file}`), file).toBe(await room.read(`marked/${file}`));
  });

  test('shows what a verdict that was edited becomes, and writes nothing', async () => {
    const results = await room.read('marked/results.json');
    await room.write(
      'marked/results.json',
      results.replace('"points": 6,\n          "maxPoints": 6', '"points": 5,\n          "maxPoints": 6'),
    );
    const { exitCode, stdout } = await run('rejudge', 'marked');
    await room.write('marked/results.json', results);
    expect(stdout).toBe(
      [
        '1 student changes, 5 stay as they are',
        '  ada  the same points',
        '    short  passed (5) → passed (6)',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(1);
    expect(await room.read('marked/results.json')).toBe(results);
  });

  test('of whom there is no evidence any more keeps verdicts and report, and is named', async () => {
    const evidence = join(room.folder, 'marked/evidence/ada/class-echo.jsonl.gz');
    await rename(evidence, `${evidence}.away`);
    const { exitCode, stdout } = await run('rejudge', 'marked', '--out', 'kept');
    await rename(`${evidence}.away`, evidence);
    expect(stdout).toBe(
      '0 students change, 6 stay as they are\n1 submission has no evidence any more, and kept the verdicts: ada\n',
    );
    expect(exitCode).toBe(0);
    const files = (await room.files('marked/reports/ada')).filter((name) => /\.[a-z]+$/.test(name));
    expect(await room.files('kept/reports/ada')).toEqual(await room.files('marked/reports/ada'));
    for (const file of files)
      expect(await room.read(`kept/reports/ada/${file}`)).toBe(await room.read(`marked/reports/ada/${file}`));
  });

  test.each([
    [['rejudge', 'class-of-nobody'], 'there is no marking in class-of-nobody\n'],
    [['rejudge', 'marked', '--out', 'again'], 'again is not empty\nName another folder: --out FOLDER\n'],
    [
      ['diff', 'marked', 'nowhere'],
      'there is no nowhere\nGive the folder of a marking, or of a check: reports/latest\n',
    ],
    [['diff', 'marked', '.'], 'there is neither results.json nor report.json in .\n'],
  ])('%j is refused', async (words, message) => {
    const { exitCode, stderr } = await run(...words);
    expect(stderr).toContain(`wiremark: ${message}`);
    expect(exitCode).toBe(2);
  });

  test('a marking that was cut off is refused', async () => {
    const journal = await room.read('marked/journal.jsonl');
    await room.write('marked/journal.jsonl', journal.replace('{"type":"done"}\n', ''));
    const { exitCode, stderr } = await run('rejudge', 'marked');
    await room.write('marked/journal.jsonl', journal);
    expect(stderr).toContain('the marking in marked was cut off\nGo on with it first: wiremark mark … --resume\n');
    expect(exitCode).toBe(2);
  });
});

describe('wiremark rejudge, with what goes back to the platform', () => {
  const HEADING = 'Identifier,Full name,Grade,Maximum Grade,Last modified (grade)';
  const AS_BEFORE =
    'worksheet.filled.csv is as before: give your own table, and it is filled in by these verdicts: --worksheet FILE\n';
  const moodle = (...words: readonly string[]): Promise<Finished> => run('rejudge', 'moodle-marked', ...words);

  beforeAll(async () => {
    const works = { Ada_7: 'reference/tcp-echo/python/server.py', Bob_8: 'mutants/tcp-echo/one-recv-per-message.py' };
    for (const [name, path] of Object.entries(works))
      await room.write(`moodle/${name}_assignsubmission_file/server.py`, source(path));
    await room.write('worksheet.csv', `${HEADING}\nParticipant 7,Ada,,20,-\nParticipant 8,Bob,,20,-\n`);
    await room.write('short.csv', `${HEADING}\nParticipant 7,Ada,,20,-\n`);
    const marked = await room.mark('moodle', ['--worksheet', 'worksheet.csv', '--out', 'moodle-marked']);
    expect(marked).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test('the worksheet is filled in, and the zip written, as mark does it', async () => {
    const { exitCode, stdout } = await moodle('--out', 'moodle-again', '--worksheet', 'worksheet.csv');
    expect(stdout).toMatch(/^0 students change, 2 stay as they are\n2 grades to be filled in:\n/u);
    expect(exitCode).toBe(0);
    const files = (await room.files('moodle-marked')).filter((name) => /\.(csv|json|html|gz|yaml|zip)$/.test(name));
    expect(files).toEqual(expect.arrayContaining(['feedback.zip', 'worksheet.filled.csv']));
    for (const file of files)
      expect(await room.read(`moodle-again/${file}`), file).toBe(await room.read(`moodle-marked/${file}`));
  });

  test('other verdicts are other grades there, and other reports', async () => {
    const spec = await room.read('moodle-marked/specs/class-echo.yaml');
    const weighed = spec.replace('points: 6', 'points: 7').replace('points: 4', 'points: 3');
    await room.write('moodle-marked/specs/class-echo.yaml', weighed);
    const { exitCode, stdout } = await moodle('--out', 'moodle-other', '--worksheet', 'worksheet.csv');
    const untouched = await moodle();
    await room.write('moodle-marked/specs/class-echo.yaml', spec);
    expect(stdout).toContain('  8  Bob  14   14 points\n');
    expect(exitCode).toBe(1);
    expect(await room.read('moodle-other/worksheet.filled.csv')).toContain('Participant 8,Bob,14,20,');
    expect(await room.read('moodle-other/grades.csv')).toMatch(/Bob.*14/u);
    expect(await room.read('moodle-other/feedback.zip')).not.toBe(await room.read('moodle-marked/feedback.zip'));
    expect(untouched.stdout).toMatch(/^2 students change, 0 stay as they are\n/u);
    expect(untouched.stdout.endsWith(AS_BEFORE)).toBe(true);
  });

  test('without the worksheet it is said that it is not filled in, unless nothing has changed', async () => {
    expect((await moodle('--out', 'moodle-without')).stdout).toBe(
      `0 students change, 2 stay as they are\n${AS_BEFORE}`,
    );
    expect((await moodle()).stdout).toBe('0 students change, 2 stay as they are\n');
  });

  test('without --out it is shown which grades there would be', async () => {
    const { stdout } = await moodle('--worksheet', 'worksheet.csv');
    expect(stdout).toContain('2 grades to be filled in:\n  7  Ada  20 ');
  });

  test.each([
    ['another class', 'short.csv', 'Nothing was filled in.'],
    ['no file', 'nowhere.csv', '--worksheet: there is no file nowhere.csv'],
  ])('a worksheet that does not fit is refused before anything is judged: %s', async (_what, file, message) => {
    const { exitCode, stderr } = await moodle('--out', 'moodle-refused', '--worksheet', file);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    await expect(room.files('moodle-refused')).rejects.toThrow('ENOENT');
  });
});

describe('wiremark diff', () => {
  test('says whose mark changes, in which checks, and by which bytes', async () => {
    for (const [name, path] of [
      ['ada', 'mutants/tcp-echo/uppercases.py'],
      ['bob', 'reference/tcp-echo/python/server.py'],
      ['gil', 'reference/tcp-echo/python/server.py'],
    ] as const)
      await room.write(`other/${name}/server.py`, source(path));
    await room.mark('other', ['--out', 'other-marked']);
    const { exitCode, stdout } = await run('diff', 'marked', 'other-marked');
    expect(stdout).toContain(
      '  ada  20 → 0 points, grade 20 → 0\n    short  passed (6) → failed (0)\n        after: the server answered something else\n        after: At the very beginning "h" (0x68) should come, but "H" (0x48) came.\n',
    );
    expect(stdout).toContain('    pieces  failed (0) → passed (3)\n');
    expect(stdout).toContain('\nonly before: cyd\n');
    expect(stdout).toContain('\nonly after: gil\n');
    expect(exitCode).toBe(1);
  });

  test('compares the reports of two checks, too', async () => {
    await room.write('one/server.py', source('mutants/tcp-echo/uppercases.py'));
    await run('check', CLASS_SPEC, 'one', '--reports', 'first');
    await room.write('one/server.py', source('reference/tcp-echo/python/server.py'));
    await run('check', CLASS_SPEC, 'one', '--reports', 'second');
    const { exitCode, stdout } = await run('diff', 'first/latest', 'second/latest');
    expect(stdout).toContain('  one  0 → 20 points\n    short  failed (0) → passed (6)\n');
    expect(exitCode).toBe(1);
    expect(await run('diff', 'first/latest', 'first/latest')).toMatchObject({
      exitCode: 0,
      stdout: '0 students change, 1 stays as it is\n',
    });
  });
});
