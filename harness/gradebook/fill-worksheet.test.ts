import { describe, expect, test } from 'vitest';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { NO_RULES, type Course } from './course.js';
import { fillWorksheet, type FillOptions, type Filled } from './fill-worksheet.js';
import { gradeClass, type GradedStudent } from './graded-student.js';
import type { MarkedStudent } from './marked-student.js';
import { marked, MAX_POINTS, sampleSheet, student } from './sample-class.test-support.js';
import { sayChanges } from './say-changes.js';
import { worksheets } from './worksheets/index.js';

const people: readonly MarkedStudent[] = [
  marked('1201', sampleSheet(13), { name: 'Zoë Müller' }),
  marked('1202', sampleSheet(5, 'failed'), { name: "Max O'Neil, Jr." }),
  student('1203', { state: 'not-marked', reason: 'the disk was full' }, { name: 'Ada Writer' }),
];

const grade = (who = people, course: Partial<Course> = {}): GradedStudent[] =>
  gradeClass(who, MAX_POINTS, { ...NO_RULES, ...course }, new Map());

function fill(
  content: string | Uint8Array,
  graded: readonly GradedStudent[] = grade(),
  options: Partial<FillOptions> = {},
): Filled {
  return fillWorksheet(Buffer.from(content), 'worksheet.csv', graded, {
    worksheets,
    headings: {},
    overwrite: false,
    ...options,
  });
}

/** What became of the worksheet; or the refusal, as a person reads it. */
function text(filled: Filled): string {
  return filled.kind === 'filled'
    ? filled.bytes.toString('utf8')
    : renderDiagnostics(filled.problems, () => filled.source);
}

describe('Moodle', () => {
  const header =
    'Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments';
  const worksheet = [
    header,
    `Participant 1201,"Zoë Müller",zoe@example.org,"Submitted for grading - ",,20.00,Yes,"Friday, 20 November 2026, 11:59 PM",-,`,
    `Participant 1202,"Max O'Neil, Jr.",max@example.org,"Submitted for grading - ","",20.00,Yes,"Friday, 20 November 2026, 8:15 PM",-,""`,
    `Participant 1203,"Ada Writer",ada@example.org,"No submission - ",,20.00,Yes,-,-,`,
    `Participant 1204,"Not Marked",not@example.org,"No submission - ",,20.00,Yes,-,-,`,
    '',
  ].join('\n');

  test('only the cells of grade and comment change', () => {
    const filled = fill(worksheet);
    expect(text(filled).split('\n')).toEqual([
      header,
      `Participant 1201,"Zoë Müller",zoe@example.org,"Submitted for grading - ",16,20.00,Yes,"Friday, 20 November 2026, 11:59 PM",-,16 points. Failed: a long message (long).`,
      `Participant 1202,"Max O'Neil, Jr.",max@example.org,"Submitted for grading - ","5",20.00,Yes,"Friday, 20 November 2026, 8:15 PM",-,"5 points. Failed: a long message (long); a hidden check."`,
      `Participant 1203,"Ada Writer",ada@example.org,"No submission - ",,20.00,Yes,-,-,`,
      `Participant 1204,"Not Marked",not@example.org,"No submission - ",,20.00,Yes,-,-,`,
      '',
    ]);
    expect(filled).toMatchObject({
      changes: [
        { id: '1201', name: 'Zoë Müller', before: '', after: '16', why: '16 points' },
        { id: '1202', name: "Max O'Neil, Jr.", before: '', after: '5', why: '5 points' },
      ],
      kept: [
        { id: '1203', name: 'Ada Writer', why: 'no grade yet: the disk was full' },
        { id: '1204', name: 'Not Marked', why: 'is not among the marked' },
      ],
    });
  });

  test.each<[string, (content: string) => Buffer]>([
    ['a byte order mark and CRLF', (content) => Buffer.from(`\ufeff${content.replaceAll('\n', '\r\n')}`)],
    ['UTF-16', (content) => Buffer.from(`\ufeff${content}`, 'utf16le')],
    ['UTF-16, big end first', (content) => Buffer.from(`\ufeff${content}`, 'utf16le').swap16()],
    ['no line end at the end', (content) => Buffer.from(content.trimEnd())],
  ])('%s stays', (_what, encode) => {
    const filled = fill(encode(worksheet));
    expect(filled.kind === 'filled' && filled.bytes).toEqual(encode(text(fill(worksheet))));
  });

  test('a worksheet that is filled already does not change', () => {
    const first = fill(worksheet);
    const again = fill(first.kind === 'filled' ? first.bytes : '');
    expect(text(again)).toBe(text(first));
    expect(again).toMatchObject({ changes: [], kept: [{ why: 'has this grade already: 16' }, {}, {}, {}] });
  });

  test('another grade that stands there stays, until it is to be replaced', () => {
    const graded = worksheet.replace(
      ',,20.00,Yes,"Friday, 20 November 2026, 11:59',
      ',12.50,20.00,Yes,"Friday, 20 November 2026, 11:59',
    );
    expect(fill(graded)).toMatchObject({
      kept: [{ id: '1201', why: 'has the grade 12.50 there, which would become 16: --overwrite replaces it' }, {}, {}],
    });
    expect(fill(graded, grade(), { overwrite: true })).toMatchObject({
      changes: [{ id: '1201', before: '12.50', after: '16' }, {}],
    });
  });

  test('who would change, and why, is told before anything is written', () => {
    const filled = fill(worksheet.replace(',"",20.00', ',"4",20.00'), grade(), { overwrite: true });
    expect(filled.kind === 'filled' && sayChanges(filled)).toBe(
      [
        '2 grades to be filled in:',
        '  1201  Zoë Müller       16   16 points',
        "  1202  Max O'Neil, Jr.  4 → 5   5 points",
        '2 rows stay as they are:',
        '  1203  Ada Writer       no grade yet: the disk was full',
        '  1204  Not Marked       is not among the marked',
        '',
      ].join('\n'),
    );
    expect(sayChanges({ kind: 'filled', bytes: Buffer.from(''), changes: [], kept: [] })).toBe(
      '0 grades to be filled in\n',
    );
  });

  test('a grade that Moodle has locked stays', () => {
    expect(fill(worksheet.replace('Yes', 'No'))).toMatchObject({
      kept: [{ id: '1201', why: 'Moodle says that this grade cannot be changed' }, {}, {}],
    });
  });

  test('a comment is text, whatever is in it', () => {
    const evil = [
      {
        ...people[0],
        name: 'Zoë Müller',
        outcome: { state: 'not-launched', sheets: [], reason: '<script>x</script> "=1"' },
      },
    ];
    expect(text(fill(worksheet, grade(evil as MarkedStudent[])))).toContain(
      '"0 points: &lt;script&gt;x&lt;/script&gt; ""=1""."',
    );
  });

  test('in another language: headings are said, and the decimal sign is seen', () => {
    const german = worksheet
      .replace(
        header,
        'ID;Vollständiger Name;E-Mail;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;Abgabe;Zuletzt geändert (Bewertung);Feedback als Kommentar',
      )
      .replaceAll(
        /^Participant (\d+),("[^"]*"),([^,]*),("[^"]*"),([^,]*),20\.00,Yes,("[^"]*"|-),-,(.*)$/gm,
        'Teilnehmer/in$1;$2;$3;$4;$5;20,00;Ja;$6;-;$7',
      );
    const headings = {
      Identifier: 'ID',
      'Full name': 'Vollständiger Name',
      Grade: 'Bewertung',
      'Maximum Grade': 'Bestwertung',
      'Last modified (grade)': 'Zuletzt geändert (Bewertung)',
      'Feedback comments': 'Feedback als Kommentar',
    };
    const half = grade([
      marked(
        '1201',
        { ...sampleSheet(13), totals: { ...sampleSheet(13).totals, points: 16.5 } },
        { name: 'Zoë Müller' },
      ),
    ]);
    expect(text(fill(german, half, { headings }))).toContain(
      'zoe@example.org;"Submitted for grading - ";16,5;20,00;Ja;',
    );
    expect(text(fill(german, half))).toMatch(
      /worksheet\.csv:1:1 {2}C003 {2}this is none of: a grading worksheet of Moodle/,
    );
    expect(text(fill(german, half, { headings: { Identifier: 'Nummer' } }))).toMatch(
      /C003 {2}there is no column "Nummer", which is to be "Identifier"/,
    );
  });

  describe('is refused, and says why', () => {
    test.each<[string, string, RegExp]>([
      [
        'another assignment',
        worksheet.replaceAll('Participant 12', 'Participant 99'),
        /^worksheet\.csv:1:1 {2}C007 {2}this is another course, or another assignment: of its 4 students none is among the 3 that were marked \(1201 Zoë Müller, 1202 Max O'Neil, Jr\., 1203 Ada Writer\)\n[^]*= download the one of the marked assignment; Moodle numbers participants anew in each\n$/,
      ],
      [
        'a student who is not there',
        worksheet.replace('Participant 1203', 'Participant 1205'),
        /^worksheet\.csv:1:1 {2}C007 {2}not here, but marked: 1203 Ada Writer\n/,
      ],
      [
        'another student with the same number',
        worksheet.replace('Ada Writer', 'Bob Reader'),
        /^worksheet\.csv:4:1 {2}C007 {2}1203 is "Bob Reader" here, and "Ada Writer" in the marking\n/,
      ],
      [
        'other points',
        worksheet.replaceAll('20.00', '100.00'),
        /^worksheet\.csv:1:43 {2}C007 {2}here the best grade is 100\.00, and in this marking it is 20\n[^]*= write `scale: \{ out-of: 100 \}` into course\.yaml/,
      ],
      [
        'a student twice',
        worksheet.replace('Participant 1204', 'Participant 1203'),
        /^worksheet\.csv:5:1 {2}C005 {2}the student 1203 stands here again, after line 4\n/,
      ],
      [
        'an identifier that a spreadsheet has eaten',
        worksheet.replace('Participant 1201', '#NAME?'),
        /^worksheet\.csv:2:1 {2}C004 {2}"#NAME\?" is no participant of Moodle\n/,
      ],
      [
        'a scale of words',
        worksheet.replace('Maximum Grade', 'Scale'),
        /^worksheet\.csv:1:49 {2}C007 {2}this assignment is graded by the words of a scale, and not by numbers\n/,
      ],
      [
        'no column that Moodle needs',
        worksheet.replace('Last modified (grade)', 'Modified'),
        /^worksheet\.csv:1:1 {2}C003 {2}there is no column "Last modified \(grade\)"/,
      ],
      [
        'two columns of grades',
        worksheet.replace('Status', 'Grade'),
        /^worksheet\.csv:1:42 {2}C003 {2}there are two columns "Grade"\n/,
      ],
      ['no students', `${header}\n`, /^worksheet\.csv:1:1 {2}C003 {2}the table has a header and no student\n/],
      ['no table', 'hello', /^worksheet\.csv:1:1 {2}C003 {2}this is none of/],
    ])('%s', (_what, content, told) => {
      const filled = fill(content);
      expect(filled.kind).toBe('refused');
      expect(text(filled)).toMatch(told);
    });
  });

  test('names that Moodle has changed for files are the same names', () => {
    const asFiles = people.map((each) => ({ ...each, name: each.name.replace(/[,.']/g, '').toUpperCase() }));
    expect(fill(worksheet, grade(asFiles))).toMatchObject({ kind: 'filled' });
    const blind = people.map((each) => ({ ...each, name: 'Participant' }));
    expect(fill(worksheet, grade(blind))).toMatchObject({ kind: 'filled' });
  });
});

describe('Canvas', () => {
  const gradebook = [
    'Student,ID,SIS Login ID,Section,Notes,Lab 1 (4711),"Lab 2, sockets (4712)",Current Score',
    ',,,,,Manual Posting,,',
    '    Points Possible,,,,,10,20,(read only)',
    '"Müller, Zoë",1201,zoe,Net,,9.5,,95.0',
    `"O'Neil, Max, Jr.",1202,max,Net,,,EX,`,
    '"Writer, Ada",1203,ada,Net,,,N/A,',
    '"Student, Test",,test,Net,,,,',
    '',
  ].join('\n');
  const all = grade(
    people.map((each) => (each.id === '1203' ? marked('1203', sampleSheet(), { name: 'writerada' }) : each)),
  );

  test('only the cell of the grade changes; who is excused stays so', () => {
    const filled = fill(gradebook, all, { assignment: 'Lab 2, sockets' });
    expect(text(filled).split('\n')).toEqual(gradebook.replace('9.5,,95.0', '9.5,16,95.0').split('\n'));
    expect(filled).toMatchObject({
      changes: [{ id: '1201', before: '', after: '16' }],
      kept: [
        { id: '1202', why: 'the student is excused' },
        { id: '1203', why: 'the assignment is not this student’s' },
      ],
    });
  });

  test.each(['4712', 'Lab 2, sockets (4712)'])('the assignment is named: %s', (assignment) => {
    expect(fill(gradebook, all, { assignment })).toMatchObject({ kind: 'filled' });
  });

  test.each<[string | undefined, RegExp]>([
    [
      undefined,
      /C003 {2}which assignment is marked\?\n[^]*--assignment and one of these, or its number: Lab 1 \(4711\), Lab 2, sockets \(4712\)\n/,
    ],
    ['Lab 3', /C003 {2}there is no assignment "Lab 3" that can be graded here, or there are two\n/],
    ['Lab 1', /C007 {2}here the best grade is 10, and in this marking it is 20\n/],
  ])('%s is refused', (assignment, told) => {
    expect(text(fill(gradebook, all, assignment === undefined ? {} : { assignment }))).toMatch(told);
  });

  test('one assignment alone need not be named, and none is told', () => {
    const one = gradebook.replaceAll(/^((?:"[^"]*"|[^,\n]*)(?:,[^,\n]*){4}),[^,\n]*/gm, '$1');
    expect(fill(one, all)).toMatchObject({ kind: 'filled' });
    expect(text(fill(one.replace(' (4712)', ''), all))).toMatch(/C003 {2}there is no column of an assignment\n/);
  });

  test('an ID that a spreadsheet has changed is told', () => {
    expect(text(fill(gradebook.replace(',1201,', ',1.2E+03,'), all, { assignment: '4712' }))).toMatch(
      /^worksheet\.csv:4:15 {2}C004 {2}"1\.2E\+03" is no ID of a Canvas user\n/,
    );
  });
});
