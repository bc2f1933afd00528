/** Bytes as a value of the spec language: text where a person can read all of it, else `{ hex: … }`. */
export function yamlValue(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text === undefined) return `{ hex: "${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}" }`;
  return yamlText(text.replaceAll('$', '$$$$'));
}

/** A text between double quotes, as YAML and JSON both read it. */
export function yamlText(text: string): string {
  return JSON.stringify(text);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return UNSEEN.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What cannot be seen, other than the ends of lines and tabs, is better told byte by byte. */
const UNSEEN = /(?![\t\r\n])[\p{C}\p{Zl}\p{Zp}]/u;
