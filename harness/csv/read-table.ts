import type { Diagnostic } from '../model/diagnostic.js';
import { decodeTable } from './decode-table.js';
import { splitRows } from './split-rows.js';
import { rangeOf, type Delimiter, type Row, type Table } from './table.js';

/** Reads a table with a header. Commas, semicolons (as spreadsheets of half of Europe write them) and tabs are told apart by the header. */
export function readTable(bytes: Uint8Array, file: string): Table | { readonly problem: Diagnostic } {
  const decoded = decodeTable(bytes, file);
  if ('problem' in decoded) return decoded;
  const { text } = decoded;
  const refuse = (
    start: number,
    end: number,
    message: string,
    suggestion: string,
  ): { readonly problem: Diagnostic } => ({
    problem: { code: 'C002', severity: 'error', origin: rangeOf(file, text, start, end), message, suggestion },
  });
  const said = /^sep=([,;\t])\r?\n/.exec(text);
  const from = said?.[0].length ?? 0;
  const delimiter = (said?.[1] as Delimiter | undefined) ?? delimiterOf(text);
  if (delimiter === undefined)
    return refuse(
      0,
      Math.max(1, text.search(/[\r\n]/)),
      'the header has as many commas as semicolons: what separates its columns?',
      'write a line "sep=;" or "sep=," above it',
    );
  const split = splitRows(text, delimiter, from);
  if ('unclosed' in split)
    return refuse(
      split.unclosed,
      split.unclosed + 1,
      'this quote is never closed',
      'a quote inside of a cell is written twice: ""',
    );
  const [header, ...rows] = split.rows;
  if (!header) return refuse(0, 1, 'the file has no header', 'its first line must name the columns');
  const filled = rows.filter(({ cells }) => cells.some(({ value }) => value !== ''));
  const uneven = filled.find(({ cells }) => cells.length !== header.cells.length);
  if (uneven)
    return refuse(
      uneven.cells[0]?.start ?? 0,
      uneven.cells.at(-1)?.end ?? 1,
      `this row has ${count(uneven)}, and the header has ${header.cells.length}`,
      'a cell that holds the separator, or a line end, must stand in quotes',
    );
  return { file, delimiter, header, rows: filled, ...decoded };
}

/** The column of this name, as its number; undefined where there is none. Case and blanks at the ends do not count. */
export function columnOf({ header }: Table, name: string): number | undefined {
  const wanted = name.toLowerCase();
  const found = header.cells.findIndex(({ value }) => value.trim().toLowerCase() === wanted);
  return found < 0 ? undefined : found;
}

function count({ cells }: Row): string {
  return `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** The one that cuts the header into most cells; undefined where two cut it into as many, and differently. */
function delimiterOf(text: string): Delimiter | undefined {
  const counted = DELIMITERS.map((delimiter) => {
    const split = splitRows(text, delimiter, 0, 1);
    return { delimiter, cells: 'rows' in split ? (split.rows[0]?.cells.length ?? 0) : 0 };
  }).toSorted((a, b) => b.cells - a.cells);
  const [first, second] = counted;
  if (!first || first.cells <= 1) return ',';
  return first.cells === second?.cells ? undefined : first.delimiter;
}
