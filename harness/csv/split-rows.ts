import type { Cell, Delimiter, Row } from './table.js';

/**
 * Cuts a text into rows of cells, RFC 4180; a line may end with CRLF, LF or CR. A quote that does not begin a cell is a
 * character like any other. `most` rows are enough for who asks only for the header.
 */
export function splitRows(
  text: string,
  delimiter: Delimiter,
  from = 0,
  most = Number.POSITIVE_INFINITY,
): { readonly rows: readonly Row[] } | { readonly unclosed: number } {
  const rows: Row[] = [];
  let line = text.slice(0, from).split('\n').length;
  for (let at = from; at < text.length && rows.length < most;) {
    const cells: Cell[] = [];
    const begins = line;
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter);
      if (!cell) return { unclosed: at };
      cells.push(cell);
      line += lineEnds(text.slice(cell.start, cell.end));
      at = cell.end;
      if (text[at] !== delimiter) break;
      at++;
    }
    rows.push({ line: begins, cells });
    if (at >= text.length) break;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
  }
  return { rows };
}

function plainCell(text: string, start: number, delimiter: Delimiter): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return { value: text.slice(start, end), isQuoted: false, start, end };
}

/** Up to the quote that closes it. What stands between that and the delimiter belongs to the value, as spreadsheets read it. */
function quotedCell(text: string, start: number, delimiter: Delimiter): Cell | undefined {
  let value = '';
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    at = quote + 2;
    if (text[quote + 1] === '"') value += '"';
    else {
      const rest = plainCell(text, quote + 1, delimiter);
      return { value: value + rest.value, isQuoted: true, start, end: rest.end };
    }
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
