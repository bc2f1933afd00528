import { distance } from 'fastest-levenshtein';

/** The known word that the author most likely meant, when one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: { word: string; away: number } | undefined;
  for (const candidate of known) {
    const away = slips(lower, candidate.toLowerCase());
    // Of two that are as near the one that begins alike: "repet" is "repeat" sooner than "reset".
    if (
      !best ||
      away < best.away ||
      (away === best.away && sharedStart(word, candidate) > sharedStart(word, best.word))
    )
      best = { word: candidate, away };
  }
  return best && best.away <= mostSlips(word, best.word) ? best.word : undefined;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** One slip in a short word, two in a longer one; more is guessing. Names of one or two letters are all near each other. */
function mostSlips(word: string, candidate: string): number {
  if (word.length >= 5) return 2;
  return Math.max(word.length, candidate.length) < 3 ? 0 : 1;
}

/** How many slips of the finger lie between two words. Two letters in the wrong order are one slip. */
function slips(word: string, candidate: string): number {
  const away = distance(word, candidate);
  if (away < 2 || word.length !== candidate.length) return away;
  for (let at = 0; at + 1 < word.length; at++) {
    const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
    if (swapped === candidate) return 1;
  }
  return away;
}

/** `did you mean "expect"?`, or the list of what is known. */
export function suggest(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length > 0 ? `known here: ${known.join(', ')}` : 'none is known here';
}
