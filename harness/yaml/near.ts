import { distance } from 'fastest-levenshtein';

/** The known word that the author most likely meant, when one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: { word: string; away: number } | undefined;
  for (const candidate of known) {
    const away = distance(lower, candidate.toLowerCase());
    if (!best || away < best.away) best = { word: candidate, away };
  }
  // One slip in a short word, two in a longer one; more is guessing.
  return best && best.away <= (word.length < 5 ? 1 : 2) ? best.word : undefined;
}

/** `did you mean "expect"?`, or the list of what is known. */
export function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near) return `did you mean "${near}"?`;
  return known.length > 0 ? `known here: ${known.join(', ')}` : 'none is known here';
}
