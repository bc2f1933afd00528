/**
 * A text as GitHub's Markdown shows it letter by letter: nothing in it is a link, an image, a mention, markup or HTML.
 * Every sign but a few is written as a character reference, which is read after all markup.
 */
export function markdownText(text: string): string {
  return text.replace(/[^\p{L}\p{N} ,;?'"()-]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}

/** Lines shown as they are, in a block that none of them can end. */
export function markdownBlock(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${fence}text\n${text}\n${fence}\n`;
}
