import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rosterFormats } from '../rosters/index.js';
import type { Intake } from './intake.js';
import type { UnreadableInput } from './unreadable-input.js';
import { here, open, make, tried, students, problems } from './class-of-files.test-support.js';

describe('a roster', () => {
  const input = { 'Zoe M_12_assignsubmission_file/a.py': '', 'Max_13_assignsubmission_file/a.py': '' };
  const worksheet = (...ids: number[]): string =>
    ['Identifier,Full name,Grade', ...ids.map((id) => `Participant ${id},"Name ${id}",`), ''].join('\n');

  async function withRoster(text: string, file = 'roster.csv'): Promise<Intake | UnreadableInput> {
    await writeFile(join(here.folder, 'roster.csv'), text);
    const intake = await tried(
      await make(input),
      {},
      { roster: { file: join(here.folder, file), formats: rosterFormats } },
    );
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
      message: `there is no file ${join(here.folder, 'nothing.csv')}`,
    });
    expect(await withRoster('Name,Grade\nZoe,1\n')).toMatchObject({
      kind: 'unreadable',
      diagnostics: [
        {
          code: 'C003',
          message:
            'this is none of: a grading worksheet of Moodle (Identifier, Grade); a gradebook of Canvas (ID, Section); a list with a column "id" (id)',
          suggestion:
            'its columns: Name, Grade; if the platform speaks another language, say which is which: --heading Identifier=… Grade=…',
        },
      ],
    });
  });
});
