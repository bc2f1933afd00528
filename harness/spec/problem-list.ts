import type { Diagnostic } from '../model/diagnostic.js';

/** What is wrong with a file: each mistake once. */
export class ProblemList {
  private readonly found = new Map<string, Diagnostic>();

  /** Of two reports with one code at one place the first stays: they speak of one mistake. */
  add(diagnostic: Diagnostic): void {
    const place = placeOf(diagnostic);
    if (!this.found.has(place)) this.found.set(place, diagnostic);
  }

  has(diagnostic: Diagnostic): boolean {
    return this.found.has(placeOf(diagnostic));
  }

  get size(): number {
    return this.found.size;
  }

  all(): Diagnostic[] {
    return [...this.found.values()];
  }

  /** In the order of the file. A name that is unknown in many places is one mistake, and is told once. */
  inFileOrder(): Diagnostic[] {
    const sorted = this.all().toSorted(
      (a, b) => a.origin.start.line - b.origin.start.line || a.origin.start.column - b.origin.start.column,
    );
    const groups = new Map<string, Diagnostic[]>();
    for (const diagnostic of sorted) {
      const { code, message, origin } = diagnostic;
      const key = UNKNOWN_NAMES.has(code)
        ? `${code} ${message}`
        : `${code} ${origin.start.line}:${origin.start.column}`;
      groups.set(key, [...(groups.get(key) ?? []), diagnostic]);
    }
    return [...groups.values()].map(([first, ...others]) =>
      others.length === 0
        ? (first as Diagnostic)
        : {
            ...(first as Diagnostic),
            message: `${(first as Diagnostic).message}${sayAlso(first as Diagnostic, others)}`,
          },
    );
  }
}

const UNKNOWN_NAMES = new Set(['E021', 'E022', 'E023']);

/** So many further places are named one by one. */
const MOST_PLACES = 5;

function sayAlso(first: Diagnostic, others: readonly Diagnostic[]): string {
  const lines = [...new Set(others.map(({ origin }) => origin.start.line))].filter(
    (line) => line !== first.origin.start.line,
  );
  if (lines.length === 0) return '';
  const rest = lines.length - MOST_PLACES;
  return ` (also on line${lines.length === 1 ? '' : 's'} ${lines.slice(0, MOST_PLACES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}

function placeOf({ code, origin }: Diagnostic): string {
  return `${code} ${origin.start.line}:${origin.start.column}`;
}
