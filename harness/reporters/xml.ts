/** An element of XML: its attributes, and what is in it. Attributes without a value are left out. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly content?: string | readonly Element[];
}

/** XML 1.0 of an element. What XML cannot hold at all is replaced: most control characters, lone surrogates, U+FFFE and U+FFFF. */
export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`;
}

function write({ name, attributes = {}, content = [] }: Element, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  if (content.length === 0) return `${indent}<${name}${written}/>\n`;
  const inner =
    typeof content === 'string'
      ? escapeText(content)
      : `\n${content.map((element) => write(element, `${indent}  `)).join('')}${indent}`;
  return `${indent}<${name}${written}>${inner}</${name}>\n`;
}

function escapeText(text: string): string {
  return legal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Line ends and tabs in attributes would be read as blanks. */
function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** https://www.w3.org/TR/xml/#charsets */
function legal(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that XML forbids
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
}
