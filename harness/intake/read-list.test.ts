import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { here, make, opened, tried, students, unpacked, archive } from './class-of-files.test-support.js';

describe('a list of submissions', () => {
  const work = { 'sub/zoe/server.py': 'zoe', 'sub/max.zip': archive('max') };

  async function list(text: string | Uint8Array): Promise<string> {
    await make(work);
    await writeFile(join(here.folder, 'class', 'list.csv'), text);
    return join(here.folder, 'class', 'list.csv');
  }

  test('says where, who, which attempt and how late', async () => {
    const intake = await opened(
      await list(
        'path;name;id;attempt;late;submitted\n' +
          'sub/zoe;Müller, Zoë;1;1;no;2026-11-20T23:59:00+01:00\n' +
          'sub/max.zip;"Müller, Zoë";1;2;1.5d;\n' +
          `${join(here.folder, 'class/sub/max.zip')};Max;;;yes;\n`,
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
