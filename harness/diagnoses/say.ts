/** What stands in the middle of a sentence for some bytes: the text in quotes, cut short, or their hex where they are no text. */
export function quote(bytes: Uint8Array, most = 40): string {
  const text = textOf(bytes.subarray(0, most * 4), bytes.length > most * 4 ? 3 : 0);
  if (text === undefined)
    return `the bytes ${[...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}${bytes.length > 8 ? ' …' : ''}`;
  return quoteText(text, most);
}

/** The same for what is text already. */
export function quoteText(text: string, most = 40): string {
  const shown = cut(text, most);
  return shown.includes('"') && !shown.includes("'") ? `'${shown}'` : `"${shown}"`;
}

/** For the beginning of a sentence. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** True for text that a person can read: UTF-8, and no control character but tab and line ends. */
export function isReadable(bytes: Uint8Array): boolean {
  return (
    textOf(bytes, 0) !== undefined &&
    bytes.every((byte) => (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d)
  );
}

export function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** UTF-8 as text, where it is some; so many bytes at its end may be a character that a limit cut in two. */
function textOf(bytes: Uint8Array, mayBeCut: number): string | undefined {
  for (let end = bytes.length; end >= Math.max(0, bytes.length - mayBeCut); end--) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end));
    } catch {
      continue;
    }
  }
  return undefined;
}
