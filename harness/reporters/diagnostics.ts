import type { Diagnostic } from '../model/diagnostic.js';
import { windowOf } from './line-window.js';
import { visibleString } from './visible-text.js';

/** A window this wide is shown of a long line. */
const WIDEST_LINE = 112;

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
  const to = end.line === start.line ? end.column : start.column + 1;
  const { text, before, marked } = windowOf(line, { from: start.column, to, widest: WIDEST_LINE });
  return [
    head,
    `${gutter} | ${text}`,
    `${margin} | ${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}`,
    ...(advice ? [`${margin} = ${advice}`] : []),
  ].join('\n');
}
