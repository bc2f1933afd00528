import { characterLength, codePointOf } from './utf8.js';

/**
 * Makes hostile text safe to show in a terminal, a page or a log: whatever cannot be seen, or would change how
 * its neighbours are shown, becomes an escape that can be read: `\n`, `\x1b`, `\u{202e}`, `\xff` for a byte that is
 * no UTF-8.
 */
export function visibleText(bytes: Uint8Array): string {
  return join(visiblePieces(bytes));
}

/** The same for text that was never bytes (names, paths, sentences). Its backslashes stay single: it is read, not counted. */
export function visibleString(text: string): string {
  return PLAIN.test(text) ? text : join(visibleStringPieces(text));
}

/** Each line of a program's output, made visible. Line feeds are the only control characters that keep their meaning. */
export function visibleLines(bytes: Uint8Array): string[] {
  return visibleLinePieces(bytes).map(join);
}

/** A stretch of visible text; `escaped` tells an escape that we wrote from the same characters written by the program. */
export interface VisiblePiece {
  readonly text: string;
  readonly escaped: boolean;
}

/** `visibleText` with its escapes kept apart. A backslash is doubled, so that the text says exactly which bytes they were. */
export function visiblePieces(bytes: Uint8Array): VisiblePiece[] {
  return collect(unitsOfBytes(bytes), 'doubled');
}

/** `visibleString` with its escapes kept apart. */
export function visibleStringPieces(text: string): VisiblePiece[] {
  return collect(unitsOfString(text), 'single');
}

/** `visibleLines` with their escapes kept apart. A line feed at the very end begins no further line. */
export function visibleLinePieces(bytes: Uint8Array): VisiblePiece[][] {
  const lines: VisiblePiece[][] = [];
  for (let from = 0; from < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, from);
    const end = feed < 0 ? bytes.length : feed;
    lines.push(collect(unitsOfBytes(bytes.subarray(from, end)), 'single'));
    from = end + 1;
  }
  return lines;
}

/**
 * The last net under a whole page: escapes in place whatever unseen character is left, line feeds excepted. What
 * the other functions made passes unchanged.
 */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN_ANYWHERE, (character) =>
    character === '\n' ? character : escapeOf(character.codePointAt(0) ?? 0),
  );
}

const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Control, format (zero-width, bidi), surrogate and private characters, line and paragraph separators, blanks other
 * than the space, everything that Unicode says to draw as nothing, noncharacters, and the empty Braille cell.
 */
const UNSEEN = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}`;
const UNSEEN_CHARACTER = new RegExp(`^(?:${UNSEEN})$`, 'u');
const UNSEEN_ANYWHERE = new RegExp(UNSEEN, 'gu');
const COMBINING_MARK = /^\p{M}$/u;
/** Real languages stack two or three; more is a tower that runs over the lines above. */
const MOST_MARKS = 4;

/** A code point, or a byte that is none as -1 - byte. */
type Unit = number;

function* unitsOfBytes(bytes: Uint8Array): Generator<Unit> {
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    yield length === 0 ? -1 - (bytes[at] ?? 0) : codePointOf(bytes, at, length);
    at += Math.max(1, length);
  }
}

function* unitsOfString(text: string): Generator<Unit> {
  for (const character of text) yield character.codePointAt(0) ?? 0;
}

function collect(units: Iterable<Unit>, backslashes: 'doubled' | 'single'): VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  let plain = '';
  // A mark is drawn onto the character before it: never onto our own quotes and escapes, and not on a blank.
  let marksLeft = 0;
  for (const unit of units) {
    const escape =
      unit === BACKSLASH ? (backslashes === 'doubled' ? '\\\\' : undefined) : escapeUnlessSeen(unit, marksLeft > 0);
    if (escape === undefined) {
      const character = String.fromCodePoint(unit);
      plain += character;
      marksLeft = unit === 0x20 ? 0 : isMark(unit, character) ? marksLeft - 1 : MOST_MARKS;
      continue;
    }
    if (plain !== '') pieces.push({ text: plain, escaped: false });
    plain = '';
    marksLeft = 0;
    const last = pieces.at(-1);
    if (last?.escaped) pieces[pieces.length - 1] = { text: last.text + escape, escaped: true };
    else pieces.push({ text: escape, escaped: true });
  }
  if (plain !== '') pieces.push({ text: plain, escaped: false });
  return pieces;
}

function escapeUnlessSeen(unit: Unit, markAllowed: boolean): string | undefined {
  if (unit < 0) return `\\x${(-1 - unit).toString(16).padStart(2, '0')}`;
  if (unit >= 0x20 && unit < 0x7f) return undefined;
  const character = String.fromCodePoint(unit);
  const unseen = unit < 0x20 || UNSEEN_CHARACTER.test(character) || (!markAllowed && isMark(unit, character));
  return unseen ? escapeOf(unit) : undefined;
}

function isMark(unit: number, character: string): boolean {
  // No mark comes before U+0300, which spares most text the slower question.
  return unit >= 0x300 && COMBINING_MARK.test(character);
}

function escapeOf(codePoint: number): string {
  switch (codePoint) {
    case 0x00:
      return '\\0';
    case 0x09:
      return '\\t';
    case LINE_FEED:
      return '\\n';
    case 0x0d:
      return '\\r';
    default:
      return codePoint < 0x80 ? `\\x${codePoint.toString(16).padStart(2, '0')}` : `\\u{${codePoint.toString(16)}}`;
  }
}

function join(pieces: readonly VisiblePiece[]): string {
  return pieces.map((piece) => piece.text).join('');
}
