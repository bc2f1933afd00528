import type { Excerpt } from '../model/verdict.js';

/** One byte of a hex dump. */
export interface HexCell {
  readonly hex: string;
  /** One column wide: the character, or a dot for what is none. */
  readonly text: string;
  /** As wide as it needs: `\n` where `text` has a dot. */
  readonly visible: string;
  /** The first wrong byte, or the place where a byte should have been. */
  readonly marked: boolean;
}

/** One line of a hex dump. Blank cells fill it up before the excerpt's first byte, so that columns line up. */
export interface HexRow {
  /** Of the row's first cell, in the whole. */
  readonly offset: number;
  readonly cells: readonly HexCell[];
  readonly marked: boolean;
}

/**
 * An excerpt as rows of hex beside text. Rows start at multiples of `width`, so that dumps of two excerpts line up.
 * Where the bytes end and `differsAt` says that one more should have come, a marked cell `--` stands in its place.
 */
export function hexRows(excerpt: Excerpt, differsAt?: number, width = 16): HexRow[] {
  const end = excerpt.from + excerpt.data.length;
  const endIsMissed = differsAt === end && end === excerpt.length;
  if (excerpt.data.length === 0 && !endIsMissed) return [];
  const rows: HexRow[] = [];
  for (let offset = Math.floor(excerpt.from / width) * width; offset < end + (endIsMissed ? 1 : 0); offset += width) {
    const cells: HexCell[] = [];
    for (let at = offset; at < Math.min(offset + width, end); at++) {
      cells.push(at < excerpt.from ? BLANK : cellOf(excerpt.data[at - excerpt.from] ?? 0, at === differsAt));
    }
    if (endIsMissed && end >= offset && end < offset + width) cells.push(MISSED);
    rows.push({ offset, cells, marked: cells.some((cell) => cell.marked) });
  }
  return rows;
}

/** A row's hex half as text, a wider gap after every eighth byte. */
export function hexOf(row: HexRow): string {
  return row.cells.map((cell, at) => (at > 0 && at % 8 === 0 ? ` ${cell.hex}` : cell.hex)).join(' ');
}

/** A row's text half. */
export function textOf(row: HexRow): string {
  return row.cells.map((cell) => cell.text).join('');
}

const BLANK: HexCell = { hex: '  ', text: ' ', visible: ' ', marked: false };
const MISSED: HexCell = { hex: '--', text: ' ', visible: ' ', marked: true };

/** The controls that text is made of. The pictures that Unicode has for them are missing from most fonts. */
const SHORT_ESCAPES: Readonly<Record<number, string>> = { 0x00: '\\0', 0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r' };

/** The cell of every byte: a report shows thousands. */
const CELLS: readonly HexCell[] = Array.from({ length: 256 }, (_, byte) => {
  const text = byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
  return { hex: byte.toString(16).padStart(2, '0'), text, visible: SHORT_ESCAPES[byte] ?? text, marked: false };
});

function cellOf(byte: number, marked: boolean): HexCell {
  const cell = CELLS[byte] ?? BLANK;
  return marked ? { ...cell, marked } : cell;
}
