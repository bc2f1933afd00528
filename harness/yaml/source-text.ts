import type { LineCounter, Node } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceRange } from '../model/source.js';

/** A mistake of the YAML, in words. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}

/** The text of a file: knows the places of its pieces, and keeps what is wrong with them, each mistake once. */
export class SourceText {
  readonly text: string;
  readonly problems: Diagnostic[] = [];
  private readonly file: string;
  private readonly lines: LineCounter;
  private readonly reported = new Set<string>();

  constructor(file: string, text: string, lines: LineCounter) {
    this.file = file;
    this.text = text;
    this.lines = lines;
  }

  report(origin: SourceRange, told: Told): void {
    const place = `${told.code} ${origin.start.line}:${origin.start.column}`;
    // What is reached by several aliases is wrong once.
    if (this.reported.has(place)) return;
    this.reported.add(place);
    this.problems.push({ severity: 'error', origin, ...told });
  }

  rangeOf(node: Node | null): SourceRange {
    const [from, to] = node?.range ?? [0, 1];
    return this.range(from, to);
  }

  /** From one offset to another, at least one character. */
  range(from: number, to = from + 1): SourceRange {
    // A range that ends behind a line end would put its caret on the next line.
    const trimmed = from + this.text.slice(from, Math.max(to, from + 1)).trimEnd().length;
    const start = this.lines.linePos(Math.min(from, this.text.length));
    const end = this.lines.linePos(Math.min(Math.max(trimmed, from + 1), this.text.length));
    return {
      file: this.file,
      start: { line: start.line, column: start.col },
      end: { line: end.line, column: end.col },
    };
  }
}
