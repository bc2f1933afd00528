import { parseDocument } from 'yaml';

type Path = readonly (string | number)[];

/** A spec as plain data that can hold a key twice. */
export type Piece = PieceMap | Piece[] | string | number | boolean | null;

interface PieceMap {
  readonly pairs: { key: string; value: Piece }[];
}

/** A key with its value, and where it stands. */
export interface Entry {
  readonly map: PieceMap;
  readonly pair: PieceMap['pairs'][number];
  readonly path: Path;
}

/** An item of a list, and where it stands. */
export interface Item {
  readonly list: Piece[];
  readonly index: number;
  readonly path: Path;
}

/** All that can be changed in a piece. */
export interface Parts {
  readonly entries: readonly Entry[];
  readonly items: readonly Item[];
}

/** A fresh piece for each change. */
export function pieceIn(text: string): Piece {
  return pieceOf(dataOf(text));
}

/** Every key and every item of it. */
export function partsOf(piece: Piece): Parts {
  const [entries, items]: [Entry[], Item[]] = [[], []];
  collect(piece, [], entries, items);
  return { entries, items };
}

const parsed = new Map<string, unknown>();

function dataOf(text: string): unknown {
  if (!parsed.has(text)) parsed.set(text, parseDocument(text).toJS());
  return parsed.get(text);
}

/** Plain data as a piece. */
export function pieceOf(data: unknown): Piece {
  if (Array.isArray(data)) return data.map(pieceOf);
  if (typeof data === 'object' && data !== null)
    return { pairs: Object.entries(data).map(([key, value]) => ({ key, value: pieceOf(value) })) };
  return data as Piece;
}

function collect(piece: Piece, path: Path, entries: Entry[], items: Item[]): void {
  if (typeof piece !== 'object' || piece === null) return;
  if (Array.isArray(piece)) {
    for (const [index, item] of piece.entries()) {
      items.push({ list: piece, index, path: [...path, index] });
      collect(item, [...path, index], entries, items);
    }
    return;
  }
  for (const pair of piece.pairs) {
    entries.push({ map: piece, pair, path: [...path, pair.key] });
    collect(pair.value, [...path, pair.key], entries, items);
  }
}

/** As JSON, which is YAML too, one key on each line. */
export function written(piece: Piece, indent = ''): string {
  if (typeof piece !== 'object' || piece === null) return JSON.stringify(piece);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(piece) ? '[]' : '{}';
  const lines = Array.isArray(piece)
    ? piece.map((item) => written(item, inner))
    : piece.pairs.map(({ key, value }) => `${JSON.stringify(key)}: ${written(value, inner)}`);
  return lines.length === 0
    ? `${open}${close}`
    : `${open}\n${lines.map((line) => inner + line).join(',\n')}\n${indent}${close}`;
}
