import type { JsonSchema, Words } from '../model/language.js';
import { ordinal } from './wording.js';

/** `all`, or `after 3rd`: from which datagram on something is so for good. */
export function afterNthSchema(description: string): JsonSchema {
  return {
    type: 'string',
    pattern: '^(all|after 0*[1-9]\\d*(st|nd|rd|th))$',
    description,
    examples: ['all', 'after 3rd'],
  };
}

/** The last datagram of the time before; 0 for `all`. */
export function readAfterNth(words: Words, word: string): number {
  const written = String(words.data(word));
  if (written === 'all') return 0;
  const after = Number.parseInt(written.slice('after '.length), 10);
  const meant = `after ${ordinal(after)}`;
  if (written !== meant)
    words.problem({
      code: 'E042',
      at: word,
      message: `"${written}" is not how ${after} is counted`,
      suggestion: meant,
    });
  return after;
}
