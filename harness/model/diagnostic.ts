import type { SourceRange } from './source.js';

/** One thing wrong with a spec or a manifest: where, what, and what to do about it. */
export interface Diagnostic {
  /** Stable name, like `E012`; `wiremark explain E012` tells more. */
  readonly code: string;
  readonly severity: 'error' | 'remark';
  readonly origin: SourceRange;
  readonly message: string;
  /** What to write instead, when something near is known. */
  readonly suggestion?: string;
}
