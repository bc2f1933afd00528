import type { Words } from '../model/language.js';

/** Refuses a word beside a damage of both media that only means something for datagrams. */
export function demandDatagrams(words: Words, word: string, because: string): void {
  if (words.link?.over !== 'tcp' || !words.has(word)) return;
  words.problem({
    code: 'E041',
    at: word,
    message: `"${word}" cannot be used on a TCP link`,
    suggestion: because,
  });
}
