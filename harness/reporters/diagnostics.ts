import type { Diagnostic } from '../model/diagnostic.js';
import { visibleString } from './visible-text.js';

/** A window this wide is shown of a long line. */
const WIDEST_LINE = 110;

/**
 * Diagnostics as a person reads them: where, what, the line with a caret under the place, what to do.
 * `sourceOf` gives a file's text; without it the line is left out.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], sourceOf: (file: string) => string): string {
  return diagnostics.map((diagnostic) => `${render(diagnostic, sourceOf(diagnostic.origin.file))}\n`).join('\n');
}

function render(diagnostic: Diagnostic, source: string): string {
  const { file, start, end } = diagnostic.origin;
  const head = `${visibleString(file)}:${start.line}:${start.column}  ${diagnostic.code}  ${visibleString(diagnostic.message)}`;
  const line = source.split(/\r?\n/)[start.line - 1];
  const advice = diagnostic.suggestion === undefined ? '' : visibleString(diagnostic.suggestion);
  if (line === undefined || source === '') return advice ? `${head}\n      ${advice}` : head;
  const gutter = String(start.line).padStart(4);
  const margin = ' '.repeat(gutter.length);
  const { text, column } = windowOf(line, start.column);
  const width = Math.max(1, Math.min((end.line === start.line ? end.column : start.column + 1) - start.column, text.length - column + 1));
  return [head, `${gutter} | ${text}`, `${margin} | ${' '.repeat(column - 1)}${'^'.repeat(width)}`, ...(advice ? [`${margin} = ${advice}`] : [])].join('\n');
}

/** The part of a line around a column, one cell for each character, so that the caret stands right. */
function windowOf(line: string, column: number): { readonly text: string; readonly column: number } {
  const cells = [...line.replace(/\t/g, ' ')].map((character) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(character) ? '·' : character)).join('');
  if (cells.length <= WIDEST_LINE) return { text: cells, column };
  const from = Math.max(0, Math.min(column - 1 - 30, cells.length - WIDEST_LINE));
  const cut = cells.slice(from, from + WIDEST_LINE);
  return { text: `${from > 0 ? '…' : ''}${cut}${from + WIDEST_LINE < cells.length ? '…' : ''}`, column: column - from + (from > 0 ? 1 : 0) };
}
