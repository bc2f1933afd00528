/** Of a long line so much is shown before the place. */
const BEFORE = 30;

/** Stands for what is left out. */
const SIGN = '…';

/** One character as it is shown: how many places of the terminal it takes, and its column in the file. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly column: number;
}

/**
 * The part of a line around a place, from one column to before another, at most `widest` places wide; `before` and
 * `marked` count places of the terminal, so that the caret stands right. What cannot be seen, or would change its
 * neighbours, is a dot.
 */
export function windowOf(
  line: string,
  { from, to, widest }: { readonly from: number; readonly to: number; readonly widest: number },
): { readonly text: string; readonly before: number; readonly marked: number } {
  const cells = cellsOf(line);
  const shown = cut(cells, from, widest);
  const isCutBefore = shown[0] !== cells[0];
  const isCutAfter = shown.at(-1) !== cells.at(-1);
  return {
    text: `${isCutBefore ? SIGN : ''}${shown.map((cell) => cell.text).join('')}${isCutAfter ? SIGN : ''}`,
    before: (isCutBefore ? SIGN.length : 0) + widthOf(shown.filter((cell) => cell.column < from)),
    marked: widthOf(shown.filter((cell) => cell.column >= from && cell.column < to)),
  };
}

function cut(cells: readonly Cell[], from: number, widest: number): readonly Cell[] {
  if (widthOf(cells) <= widest) return cells;
  const most = widest - 2 * SIGN.length;
  const found = cells.findIndex((cell) => cell.column >= from);
  const place = found < 0 ? cells.length : found;
  // The window begins as late as it may with all that follows in it, and else a little before the place.
  const behind = widthOf(cells.slice(place));
  const wanted = Math.max(Math.min(BEFORE, Math.floor(most / 2)), most - behind);
  let start = place;
  for (let before = 0; start > 0; start--) {
    before += cells[start - 1]?.width ?? 0;
    if (before > wanted) break;
  }
  let [end, width] = [start, 0];
  while (end < cells.length && width + (cells[end]?.width ?? 0) <= most) width += cells[end++]?.width ?? 0;
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
