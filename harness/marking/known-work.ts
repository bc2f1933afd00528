import type { EndedEntry } from './journal-entry.js';

/**
 * True where an earlier marking has found out all about this work: it is the same still, and a mark came of it. A mark
 * that is withheld is so until the work is run again.
 */
export function isStillKnown(entry: EndedEntry, fingerprint: string | undefined, hasReport: boolean): boolean {
  const { state } = entry.outcome;
  return entry.fingerprint === fingerprint && hasReport && state !== 'inconclusive' && state !== 'not-marked';
}
