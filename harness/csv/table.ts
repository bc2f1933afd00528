import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceRange } from '../model/source.js';

/** A file of comma separated values (RFC 4180) that still knows where each of its cells stands, so that it can be changed in one cell and stay the same in all others. */
export interface Table {
  readonly file: string;
  readonly encoding: Encoding;
  readonly hasByteOrderMark: boolean;
  readonly delimiter: Delimiter;
  /** The whole text, without the byte order mark. */
  readonly text: string;
  readonly header: Row;
  /** Without the header, and without rows that have nothing in them. */
  readonly rows: readonly Row[];
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';
export type Delimiter = ',' | ';' | '\t';

export interface Row {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly value: string;
  readonly isQuoted: boolean;
  /** Offsets in the text, quotes included; end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Where a cell stands, for a message. */
export function rangeOfCell({ file, text }: Table, { start, end }: Cell): SourceRange {
  return rangeOf(file, text, start, end);
}

export function rangeOf(file: string, text: string, start: number, end: number): SourceRange {
  const place = positionOf(text, start);
  const last = positionOf(text, Math.max(end, start + 1));
  return { file, start: place, end: last };
}

function positionOf(text: string, offset: number): SourceRange['start'] {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** A problem with the table at one of its cells. */
export function problemAt(
  table: Table,
  cell: Cell,
  { code, message, suggestion }: Pick<Diagnostic, 'code' | 'message' | 'suggestion'>,
): Diagnostic {
  return {
    code,
    severity: 'error',
    origin: rangeOfCell(table, cell),
    message,
    ...(suggestion !== undefined && { suggestion }),
  };
}
