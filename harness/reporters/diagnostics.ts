import type { Diagnostic } from '../model/diagnostic.js';
import { visibleString } from './visible-text.js';

/** A window this wide is shown of a long line. */
const WIDEST_LINE = 110;

/** Of a long line so much is shown before the place. */
const BEFORE = 30;

/**
 * Diagnostics as a person reads them: where, what, the line with a caret under the place, what to do.
 * `sourceOf` gives a file's text; without it the line is left out.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], sourceOf: (file: string) => string): string {
  const files = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const source = files.has(file) ? '' : sourceOf(file);
    const lines = files.get(file) ?? (source === '' ? [] : source.split(/\r?\n/));
    files.set(file, lines);
    return lines;
  };
  return diagnostics.map((diagnostic) => `${render(diagnostic, linesOf(diagnostic.origin.file))}\n`).join('\n');
}

function render(diagnostic: Diagnostic, lines: readonly string[]): string {
  const { file, start, end } = diagnostic.origin;
  const head = `${visibleString(file)}:${start.line}:${start.column}  ${diagnostic.code}  ${visibleString(diagnostic.message)}`;
  const line = lines[start.line - 1];
  const advice = diagnostic.suggestion === undefined ? '' : visibleString(diagnostic.suggestion);
  if (line === undefined) return advice ? `${head}\n      ${advice}` : head;
  const gutter = String(start.line).padStart(4);
  const margin = ' '.repeat(gutter.length);
  // Of a place that goes on over several lines only the beginning is marked.
  const { text, before, marked } = windowOf(
    line,
    start.column,
    end.line === start.line ? end.column : start.column + 1,
  );
  return [
    head,
    `${gutter} | ${text}`,
    `${margin} | ${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}`,
    ...(advice ? [`${margin} = ${advice}`] : []),
  ].join('\n');
}

/** One character as it is shown: how many places of the terminal it takes, and its column in the file. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly column: number;
}

/** The part of a line around a place; `before` and `marked` count places of the terminal, so that the caret stands right. */
function windowOf(
  line: string,
  from: number,
  to: number,
): { readonly text: string; readonly before: number; readonly marked: number } {
  const cells = cellsOf(line);
  const shown = cut(cells, from);
  const isCutBefore = shown[0] !== cells[0];
  const isCutAfter = shown.at(-1) !== cells.at(-1);
  return {
    text: `${isCutBefore ? '…' : ''}${shown.map((cell) => cell.text).join('')}${isCutAfter ? '…' : ''}`,
    before: (isCutBefore ? 1 : 0) + widthOf(shown.filter((cell) => cell.column < from)),
    marked: widthOf(shown.filter((cell) => cell.column >= from && cell.column < to)),
  };
}

function cut(cells: readonly Cell[], from: number): readonly Cell[] {
  if (widthOf(cells) <= WIDEST_LINE) return cells;
  const place = cells.findIndex((cell) => cell.column >= from);
  const last = Math.max(0, cells.length - WIDEST_LINE);
  const start = Math.max(0, Math.min((place < 0 ? cells.length : place) - BEFORE, last));
  let [end, width] = [start, 0];
  while (end < cells.length && width + (cells[end]?.width ?? 0) <= WIDEST_LINE) width += cells[end++]?.width ?? 0;
  return cells.slice(start, end);
}

function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 1;
  for (const character of line) {
    cells.push({ ...shownAs(character), column });
    column += character.length;
  }
  return cells;
}

/** Han, Kana, Hangul and emoji take two places of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** What cannot be seen, or would change how its neighbours are shown, is a dot; a tab is one blank. */
function shownAs(character: string): Pick<Cell, 'text' | 'width'> {
  if (character >= ' ' && character <= '~') return { text: character, width: 1 };
  if (character === '\t') return { text: ' ', width: 1 };
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(character)) return { text: '·', width: 1 };
  if (/\p{M}/u.test(character)) return { text: character, width: 0 };
  return { text: character, width: WIDE.test(character) ? 2 : 1 };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((width, cell) => width + cell.width, 0);
}
