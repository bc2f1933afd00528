import { describe, expect, test } from 'vitest';
import { readTable } from '../csv/read-table.js';
import { rosterFormats } from './index.js';
import { readRoster } from './read-roster.js';
import type { Headings } from './roster-format.js';

function read(content: string | Uint8Array, headings: Headings = {}): string[] {
  const table = readTable(Buffer.from(content), 'roster.csv');
  if ('problem' in table) throw new Error(table.problem.message);
  const roster = readRoster(table, rosterFormats, headings);
  if ('problems' in roster)
    return roster.problems.map(
      ({ code, origin, message }) => `${origin.start.line}:${origin.start.column} ${code} ${message}`,
    );
  return [roster.format.says, ...roster.rows.map(({ id, name }) => `${id} ${name}`)];
}

describe('who should have handed in', () => {
  test('by a grading worksheet of Moodle, also in another language', () => {
    expect(read('Identifier,Full name,Grade\nParticipant 12,Zoë M,\n')).toEqual([
      'a grading worksheet of Moodle',
      '12 Zoë M',
    ]);
    expect(
      read('ID,Nachname,Bewertung\nTeilnehmer/in12,Müller,\n', {
        Identifier: 'ID',
        Grade: 'Bewertung',
        'Full name': 'Nachname',
      }),
    ).toEqual(['a grading worksheet of Moodle', '12 Müller']);
  });

  test('by a gradebook of Canvas, whose rows of points are nobody', () => {
    expect(
      read(
        '\ufeffStudent,ID,Section,Lab (1)\n,,,Manual Posting\n    Points Possible,,,10\n"Müller, Zoë",340934,Net,\n',
      ),
    ).toEqual(['a gradebook of Canvas', '340934 Müller, Zoë']);
  });

  test('by a list', () => {
    expect(read('id;name\nzoe;Zoë M\nmax;\n')).toEqual(['a list with a column "id"', 'zoe Zoë M', 'max max']);
  });
});

test('every mistake of it is told', () => {
  expect(read('Identifier,Grade\nParticipant 12,\nnobody,\nParticipant 12,\n')).toEqual([
    '3:1 C004 "nobody" is no participant of Moodle',
    '4:1 C005 the student 12 stands here again, after line 2',
  ]);
  expect(read('id,name\n,Zoe\n')).toEqual(['2:1 C004 this student has no id']);
  expect(read('id,Id,name\na,b,c\n')).toEqual(['1:4 C003 there are two columns "id"']);
});
