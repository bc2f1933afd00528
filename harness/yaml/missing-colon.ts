import { mistakeAt, wordLength, type Spot, type SyntaxMistake } from './syntax-mistake.js';

/** Lines that the parser took for the key of a map, and found not to be one. */
export function explainColon({ error, at, here, text }: Spot): SyntaxMistake {
  const isNested = /compact mappings/.test(error.message);
  if (/block sequence/.test(error.message) || /^-\s/.test(here)) {
    const next = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    return mistakeAt(
      next,
      'this list item stands in another column than what it belongs to',
      'items of one list start in the same column',
    );
  }
  const second = /:(\s|$)/.exec(here);
  if (isNested && second)
    return mistakeAt(
      at + second.index,
      'a second colon on this line: is the text behind the first one meant as a whole?',
      `put it in quotes: "${here.trim()}"`,
    );
  const [glued = ''] = /^[\w-]+:(?=\S)/.exec(here) ?? [];
  if (glued !== '')
    return mistakeAt(
      at + glued.length - 1,
      'a blank is missing behind this colon',
      `write ${glued} ${here.slice(glued.length).trim()}`,
    );
  if (isNested)
    return mistakeAt(
      at,
      'the lines below are indented as if they belonged to this text, and text has no words of its own',
      'indent them less, or take the text away',
      Math.max(1, here.length),
    );
  return mistakeAt(
    at,
    'a colon is missing behind this word',
    'a map has lines like `word: value`',
    wordLength(text, at),
  );
}
