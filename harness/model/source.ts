/** A place in a text file. Line and column count from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text file, end exclusive. Every spec node keeps one, so any finding can point at its author's text. */
export interface SourceRange {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}
