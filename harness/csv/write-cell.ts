import type { Delimiter } from './table.js';

/**
 * A text as a cell that a spreadsheet shows and never computes. One that begins like a formula gets an apostrophe in
 * front of it (OWASP, "CSV Injection"); numbers stay numbers. Line ends become blanks: not every importer knows cells
 * of several lines.
 */
export function textCell(
  text: string,
  { delimiter, quote }: { readonly delimiter: Delimiter; readonly quote: 'always' | 'if needed' },
): string {
  const line = text.replace(/[\r\n\t\0]+/g, ' ').trim();
  const safe = FORMULA.test(line) && !NUMBER.test(line) ? `'${line}` : line;
  const needsQuotes = quote === 'always' || safe.includes(delimiter) || safe.includes('"');
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as RFC 4180 wants them, for spreadsheets and programs alike. */
export function writeRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells) => `${cells.map((cell) => textCell(cell, { delimiter: ',', quote: 'if needed' })).join(',')}\r\n`)
    .join('');
}

/** Also the wide forms, which spreadsheets of East Asia take for the same. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
