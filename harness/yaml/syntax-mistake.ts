import type { Document } from 'yaml';
import type { Told } from './source-text.js';

/** What the YAML parser complains of. */
export interface ParserError {
  readonly code: string;
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** Why a text is no YAML, for a person: the offsets of the place that is wrong, and what is wrong there. */
export interface SyntaxMistake extends Told {
  readonly from: number;
  readonly to: number;
}

/** Where the parser lost its way. */
export interface Spot {
  readonly error: ParserError;
  readonly text: string;
  readonly document: Document.Parsed;
  /** Its offset. */
  readonly at: number;
  /** The rest of its line, and what stands before it there. */
  readonly here: string;
  readonly before: string;
}

/** A mistake from one offset on, as long as it is said or one character. */
export function mistakeAt(from: number, message: string, suggestion: string, length = 1): SyntaxMistake {
  return { code: 'E005', from, to: from + length, message, suggestion };
}

/** How long the word at an offset is. */
export function wordLength(text: string, from: number): number {
  return /^[^\s,:{}[\]]+/.exec(text.slice(from, from + 200))?.[0].length ?? 1;
}
