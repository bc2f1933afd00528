import type { MarkRequest } from './marker.js';

/** What is to be run of a submission; or why nothing can be. */
export type Prepared =
  | { readonly kind: 'requests'; readonly requests: readonly MarkRequest[] }
  /** It holds no program for a spec, or says wrongly how it is started. */
  | { readonly kind: 'no-program'; readonly reason: string }
  /** Only a person can say what is to be started, by these words. */
  | { readonly kind: 'unclear'; readonly reason: string; readonly settle: string };
