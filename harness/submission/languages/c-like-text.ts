/**
 * How a language of the family of C is read: what its strings and comments say is no code. Both are found in one go, for
 * a string may hold what begins a comment (in HTTP, whoever accepts everything says so), and a comment a quote.
 */
export interface CLikeText {
  /** With strings, where they tell what is opened: `"tcp"`. */
  withoutComments(text: string): string;
  /** Without comments and strings. */
  codeOf(text: string): string;
}

/*
 * What is never closed goes to the end of its line, or of all: so no text takes long, for none is looked through again
 * from a later beginning.
 */
const STRING = /"(?:\\[^]?|[^"\\\n])*(?:"|$)/;
/** Behind a digit a quote parts the digits of a number in C++. */
const CHARACTER = /(?<!\d)'(?:\\[^]?|[^'\\\n])*(?:'|$)/;
const LINE_COMMENT = /\/\/.*$/;
const BLOCK_COMMENT = /\/\*[^]*?(?:\*\/|(?![^]))/;

export const cText = cLikeText(/\bR"(?<mark>\w{0,16})\([^]*?(?:\)\k<mark>"|(?![^]))/);
export const javaText = cLikeText(/"""[^]*?(?:"""|(?![^]))/);
export const goText = cLikeText(/`[^`]*(?:`|(?![^]))/);
export const javaScriptText = cLikeText(/`(?:\\[^]?|[^`\\])*(?:`|(?![^]))/);

function cLikeText(longString: RegExp): CLikeText {
  const kinds = [longString, STRING, CHARACTER, LINE_COMMENT, BLOCK_COMMENT];
  const words = new RegExp(kinds.map(({ source }) => source).join('|'), 'gm');
  return {
    withoutComments: (text) => text.replace(words, (word) => (word.startsWith('/') ? isNoCode(word) : word)),
    codeOf: (text) => text.replace(words, isNoCode),
  };
}

/** No program has a comment that is never closed: where one seems to begin (a pattern in JavaScript may), there is code. */
function isNoCode(word: string): string {
  return word.startsWith('/*') && !word.endsWith('*/') ? word : ' ';
}
