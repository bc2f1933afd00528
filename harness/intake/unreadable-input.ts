import type { Diagnostic } from '../model/diagnostic.js';

/** An input, its list, or its roster, that cannot be read. */
export interface UnreadableInput {
  readonly kind: 'unreadable';
  /** Holds names that somebody else chose: show it escaped. Empty where `diagnostics` say it all. */
  readonly message: string;
  readonly advice: string;
  /** Mistakes of a table, with their places in `source`. */
  readonly diagnostics: readonly Diagnostic[];
  readonly source: string;
}

export function unreadable(message: string, advice: string): UnreadableInput {
  return { kind: 'unreadable', message, advice, diagnostics: [], source: '' };
}

export function unreadableTable(diagnostics: readonly Diagnostic[], source: string): UnreadableInput {
  return { kind: 'unreadable', message: '', advice: '', diagnostics, source };
}
