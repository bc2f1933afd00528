import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forms, idIn, makeClass, moodleWorksheet, readStudents, rosterOf } from '../../fixtures/class/make-class.js';
import type { ClassStudent } from '../../fixtures/class/make-class.js';
import { archiveFormats } from '../archives/index.js';
import { LIMITS } from '../archives/limits.js';
import { unpackFile } from '../archives/unpack.js';
import { resultsSchema } from '../gradebook/results.js';
import { visibleString } from '../reporters/visible-text.js';
import type { Finished } from './command.test-support.js';
import { isInstalled, packageFolder } from './files.js';
import { ClassRoom, columns } from './mark-class.test-support.js';

/** What is expected of the made-up class is committed beside it. */
const golden = (name: string): string => join(packageFolder, 'fixtures/class', name);

let room: ClassRoom;
let students: readonly ClassStudent[];
let finished: Finished;

/** Some of the class attack whoever marks them; nowhere else are they let loose. */
const canIsolate = isInstalled('bwrap', process.env['PATH'] ?? '');
if (!canIsolate) console.log('skipped: bubblewrap not installed');
const ISOLATED = ['--isolation', 'isolated'];

beforeAll(async () => {
  if (!canIsolate) return;
  room = await ClassRoom.open();
  students = await readStudents();
  const input = await makeClass('moodle', join(room.folder, 'moodle'), students);
  await room.write('roster.csv', rosterOf('moodle', students));
  await room.write('worksheet.csv', moodleWorksheet(students));
  finished = await room.mark(input, [
    ...[...ISOLATED, '--roster', 'roster.csv', '--worksheet', 'worksheet.csv', '--jobs', '4'],
    ...['--course', golden('course.yaml'), '--overrides', golden('overrides.yaml')],
  ]);
}, 300_000);

afterAll(async () => {
  if (canIsolate) await room.close();
});

describe.skipIf(!canIsolate)('sixty submissions, downloaded from Moodle', () => {
  test('one has no mark, is named, and makes the exit code 3', () => {
    expect(finished.stderr).toBe('');
    expect(finished.stdout).toContain(
      "60 students: 59 with a mark, 1 without one, for a person to look at:\n  1252 Two Servers: which of these is the server for class-echo: a.py, b.py? Say it: --run '1252/server=python3 a.py ${port}'\n",
    );
    expect(finished.exitCode).toBe(3);
  });

  test('the gradebook is the one that is expected', async () => {
    await expect(await room.read('marked/grades.csv')).toMatchFileSnapshot(golden('grades.csv'));
  });

  test("the instructor's worksheet is filled in, every other byte as it was", async () => {
    await expect(await room.read('marked/worksheet.filled.csv')).toMatchFileSnapshot(golden('worksheet.filled.csv'));
  });

  test('results.json is as its schema says, with everybody in it', async () => {
    const results = await room.results();
    const validate = new Ajv2020({ strict: false }).compile(resultsSchema());
    validate(results);
    expect(validate.errors).toBeNull();
    expect(results.students.map(({ id }) => id).toSorted()).toEqual(students.map(({ id }) => id));
  });

  test('everybody has a report, but for those who have handed in nothing', async () => {
    const { students: all } = await room.results();
    expect(all.filter(({ report }) => report === undefined).map(({ name }) => name)).toEqual([
      'Empty, Folder',
      'Nobody Here',
    ]);
    for (const { report = '', name, state } of all.filter((each) => each.report !== undefined)) {
      const page = await room.read(`marked/${report}`);
      expect(page, name).toContain(state === 'not-marked' ? 'No grade yet' : 'Grade: ');
    }
  });

  test('a report says that there is a hidden check and what it is worth, and nothing of what it asks', async () => {
    const { students: all } = await room.results();
    const failed = all.filter(({ checks }) => checks.some(({ hidden, status }) => hidden && status === 'failed'));
    expect(failed.map(({ name }) => name)).toEqual(['$(reboot)', 'Percent %s %d']);
    for (const { report = '' } of failed) {
      const folder = join(room.folder, 'marked', report, '..');
      const texts = await Promise.all(
        (await readdir(folder)).map(async (name) => readFile(join(folder, name), 'utf8')),
      );
      expect(texts.join('\n')).toContain('a hidden check');
      for (const text of texts) {
        expect(text).not.toContain('the second');
        expect(text).not.toContain(Buffer.from('the second').toString('base64'));
      }
    }
  });

  test('each report goes back under the name by which Moodle knows whose it is', async () => {
    const into = join(room.folder, 'feedback');
    const zip = join(room.folder, 'marked/feedback.zip');
    const unpacked = await unpackFile(zip, { into, limits: LIMITS, formats: archiveFormats, nested: 'keep' });
    expect(unpacked).toMatchObject({ kind: 'unpacked', files: 58, remarks: [] });
    const names = await readdir(into);
    expect(names).toContain('Müller, Zoë_1201_assignsubmission_file');
    expect(await readFile(join(into, 'Müller, Zoë_1201_assignsubmission_file/report.html'), 'utf8')).toBe(
      await room.read('marked/reports/1201/report.html'),
    );
  });

  test('what has not changed is not marked again, and all files are the same', async () => {
    const before = await Promise.all(['grades.csv', 'worksheet.filled.csv'].map((name) => room.read(`marked/${name}`)));
    const journal = (await room.journal()).filter(({ type }) => type !== 'begun' && type !== 'done');
    const { stdout } = await room.mark(join(room.folder, 'moodle/moodle.zip'), [
      ...[...ISOLATED, '--roster', 'roster.csv', '--worksheet', 'worksheet.csv'],
      ...['--course', golden('course.yaml'), '--overrides', golden('overrides.yaml')],
    ]);
    expect(stdout).toContain(' is not marked again (--fresh does that)\n');
    expect((await room.journal()).filter(({ type }) => type !== 'begun' && type !== 'done')).toEqual(journal);
    expect(
      await Promise.all(['grades.csv', 'worksheet.filled.csv'].map((name) => room.read(`marked/${name}`))),
    ).toEqual(before);
    expect((await room.files()).filter((name) => name.includes('filled'))).toEqual(['worksheet.filled.csv']);
  });

  test('nothing temporary is left', async () => {
    expect(await readdir(room.temporary)).toEqual([]);
  });
});

describe.skipIf(!canIsolate)('the same class in another form gets the same marks', () => {
  test.each(forms.filter((form) => form !== 'moodle'))(
    '%s',
    async (form) => {
      // All that is packed or named strangely, and half of the rest: the programs run as they did.
      const some = students.filter(
        ({ work, files }, at) => /broken/.test(work) || !files.has('server.py') || at % 2 === 0,
      );
      const input = await makeClass(form, join(room.folder, form), some);
      await room.write(`${form}.csv`, rosterOf(form, some));
      const { stderr } = await room.mark(input, [
        '--roster',
        `${form}.csv`,
        ...ISOLATED,
        '--out',
        `${form}-marked`,
        '--jobs',
        '4',
      ]);
      expect(stderr).toBe('');
      const points = async (out: string, ids: ReadonlyMap<string, string>): Promise<Record<string, string>> =>
        Object.fromEntries(
          columns(await room.read(`${out}/grades.csv`), [
            'id',
            'state',
            ...['short', 'invalid-utf8', 'pieces', 'half-close', 'second-client'].map((id) => `class-echo/${id}`),
          ]).map(([id = '', ...rest]) => [ids.get(id.replace(/^'/, '')) ?? id, rest.join(' ')]),
        );
      const all = await points('marked', new Map());
      const expected = Object.fromEntries(some.map(({ id }) => [id, all[id]]));
      const found = await points(
        `${form}-marked`,
        new Map(some.map((each) => [visibleString(idIn(form, each)), each.id])),
      );
      expect(found).toEqual(expected);
    },
    300_000,
  );
});
