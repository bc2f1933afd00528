import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic.js';
import { encodeTable } from './decode-table.js';
import { columnOf, readTable } from './read-table.js';
import { rangeOfCell, type Table } from './table.js';
import { textCell, writeRows } from './write-cell.js';

function read(content: string | Uint8Array): Table {
  const table = readTable(Buffer.from(content), 'grades.csv');
  if ('problem' in table) throw new Error(table.problem.message);
  return table;
}

const values = (table: Table): string[][] => table.rows.map(({ cells }) => cells.map(({ value }) => value));

function refusal(content: string | Uint8Array): string {
  const table = readTable(Buffer.from(content), 'grades.csv') as { problem: Diagnostic };
  const { code, origin, message, suggestion } = table.problem;
  return `${origin.file}:${origin.start.line}:${origin.start.column} ${code} ${message}; ${suggestion}`;
}

describe('reading', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\r1\t2'],
    ['a first line that says so', 'sep=;\na;b\n1;2\n'],
  ])('%s', (_name, text) => {
    const table = read(text);
    expect(table.header.cells.map(({ value }) => value)).toEqual(['a', 'b']);
    expect(values(table)).toEqual([['1', '2']]);
  });

  test('one column needs no separator', () => {
    expect(values(read('id\n1\n2\n'))).toEqual([['1'], ['2']]);
  });

  test('quotes, and what they hold', () => {
    expect(values(read('a,b\n"1, one","say ""hi""\nand go"\n" x "y,""\n'))).toEqual([
      ['1, one', 'say "hi"\nand go'],
      [' x y', ''],
    ]);
  });

  test('every cell knows its place', () => {
    const table = read('a,b\n"1\n2",3\n4,5\n');
    expect(table.rows.map(({ line }) => line)).toEqual([2, 4]);
    const [, second] = table.rows;
    expect(second?.cells.map((cell) => rangeOfCell(table, cell).start)).toEqual([
      { line: 4, column: 1 },
      { line: 4, column: 3 },
    ]);
    expect(table.rows[0]?.cells.map(({ start, end }) => table.text.slice(start, end))).toEqual(['"1\n2"', '3']);
  });

  test('rows of nothing are passed over', () => {
    expect(values(read('a,b\n\n1,2\n,\n'))).toEqual([['1', '2']]);
  });

  test('a column is found by its name, whatever its case', () => {
    expect(columnOf(read('Full name, Grade \n1,2\n'), 'grade')).toBe(1);
    expect(columnOf(read('Full name,Grade\n1,2\n'), 'mark')).toBeUndefined();
  });
});

describe('encodings', () => {
  const text = 'name,mark\r\nZoë,1\r\n';
  const utf16 = Buffer.from(text, 'utf16le');
  const encodings: readonly [string, Buffer][] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little end first, with a mark', Buffer.concat([Buffer.of(0xff, 0xfe), utf16])],
    ['UTF-16, little end first', utf16],
    ['UTF-16, big end first, with a mark', Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(utf16).swap16()])],
    ['UTF-16, big end first', Buffer.from(utf16).swap16()],
  ];

  test.each(encodings)('%s is read, and written again as it was', (_name, bytes) => {
    const table = read(bytes);
    expect(values(table)).toEqual([['Zoë', '1']]);
    expect(encodeTable(table.text, table).equals(bytes)).toBe(true);
  });

  test('what an old spreadsheet has saved is named, with the place', () => {
    expect(refusal(Buffer.from('name\nABC\nZo\xeb\n', 'latin1'))).toBe(
      'grades.csv:3:3 C001 the byte eb is no UTF-8 (in Latin-1 it is ë); a spreadsheet has saved it: choose "CSV UTF-8" there, or use the file as it was downloaded',
    );
  });

  test('a character that stands for a lost one is no mistake', () => {
    expect(values(read('name\nZo\ufffd\n'))).toEqual([['Zo\ufffd']]);
    expect(refusal(Buffer.concat([Buffer.from('name\nZo\ufffd\n'), Buffer.of(0x80)]))).toContain(
      'grades.csv:3:1 C001 the byte 80 is no UTF-8;',
    );
  });
});

describe('what is no table', () => {
  test.each([
    ['', 'grades.csv:1:1 C001 the file is empty; download it again'],
    ['a,b\n1,\0\n', 'grades.csv:2:3 C001 a zero byte stands here, as in no text; is it the right file?'],
    [
      'a,b\n1,"2\n3,4\n',
      'grades.csv:2:3 C002 this quote is never closed; a quote inside of a cell is written twice: ""',
    ],
    [
      'a,b\n1,2\n1,2,3\n',
      'grades.csv:3:1 C002 this row has 3 cells, and the header has 2; a cell that holds the separator, or a line end, must stand in quotes',
    ],
    [
      'a,b;c\n1,2;3\n',
      'grades.csv:1:1 C002 the header has as many commas as semicolons: what separates its columns?; write a line "sep=;" or "sep=," above it',
    ],
  ])('%j', (content, told) => {
    expect(refusal(content)).toBe(told);
  });

  test('half of a UTF-16 character', () => {
    expect(refusal(Buffer.of(0xff, 0xfe, 0x00, 0xd8))).toContain('C001 the file begins like UTF-16 and is none');
  });

  test('a file of a size that no table of students has', () => {
    expect(refusal(Buffer.alloc(16_777_217, 'a'))).toContain('C001 the file is larger than 16 MB');
  });
});

describe('writing', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://evil.example","x")', '"\'=HYPERLINK(""http://evil.example"",""x"")"'],
    ['+1 point', "'+1 point"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'=1"],
    ['＝1', "'＝1"],
    ["|calc'", "'|calc'"],
    ['-3.5', '-3.5'],
    ['+7', '+7'],
    ['17', '17'],
    ['a,b', '"a,b"'],
    ['two\r\nlines', 'two lines'],
  ])('%j is never a formula', (text, cell) => {
    expect(textCell(text, { delimiter: ',', quote: 'if needed' })).toBe(cell);
  });

  test('the separator of the table is what needs quotes', () => {
    expect(textCell('a,b', { delimiter: ';', quote: 'if needed' })).toBe('a,b');
    expect(textCell('a;b', { delimiter: ';', quote: 'if needed' })).toBe('"a;b"');
    expect(textCell('a', { delimiter: ';', quote: 'always' })).toBe('"a"');
  });

  test('what is written is read again', () => {
    const rows = [
      ['id', 'name'],
      ['1', 'Müller, Zoë "Zo"'],
    ];
    expect(writeRows(rows)).toBe('id,name\r\n1,"Müller, Zoë ""Zo"""\r\n');
    expect(values(read(writeRows(rows)))).toEqual(rows.slice(1));
  });
});
