import type { Scalar } from 'yaml';

/** What is wrong with a single value as YAML; `from` and `length` count in the text as it was written. */
export interface ScalarMistake {
  readonly code: string;
  readonly from: number;
  readonly length: number;
  readonly message: string;
  readonly suggestion: string;
}

/** Finds values that YAML takes for something else than what they look like. */
export function scalarMistake(scalar: Scalar, written: string): ScalarMistake | undefined {
  return (
    misreadNumber(scalar, written) ?? byteEscape(scalar, written) ?? curlyQuotes(scalar, written) ?? emptyAnchor(scalar)
  );
}

/** `10`, `-3`, `2.50` are what they look like; `08080`, `0x10`, `1e3`, `.5` and what has too many digits are not. */
const PLAIN_NUMBER = /^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

function misreadNumber({ value, type }: Scalar, written: string): ScalarMistake | undefined {
  if (type !== 'PLAIN' || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  const isExact = !/^[-+]?[0-9]+$/.test(written) || Number.isSafeInteger(Number(value));
  if (PLAIN_NUMBER.test(written) && isExact) return undefined;
  const asNumber = Number.isFinite(Number(value)) && isExact ? `, or the number as ${String(value)}` : '';
  return {
    code: 'E055',
    from: 0,
    length: written.length,
    message: `YAML reads ${written} as the number ${Number(value)}`,
    suggestion: `write "${written}" in quotes if it is text${asNumber}`,
  };
}

/** Who writes `\xff` means a byte; YAML means a letter, which is two bytes on the wire. */
function byteEscape({ type }: Scalar, written: string): ScalarMistake | undefined {
  if (type !== 'QUOTE_DOUBLE') return undefined;
  const escape = /(?<!\\)(?:\\\\)*\\x([89a-fA-F][0-9a-fA-F])/.exec(written);
  if (!escape) return undefined;
  const digits = escape[1] as string;
  const letter = String.fromCharCode(Number.parseInt(digits, 16));
  const utf8 = [...new TextEncoder().encode(letter)].map((byte) => byte.toString(16)).join(' ');
  const name = letter >= '\u00a1' && letter !== '\u00ad' ? `the letter ${letter}` : 'a letter that cannot be seen';
  return {
    code: 'E051',
    from: escape.index + escape[0].length - 4,
    length: 4,
    message: `"\\x${digits}" in YAML is ${name} and is sent as the two bytes ${utf8}`,
    suggestion: `for the byte ${digits.toLowerCase()} write { hex: "${digits.toLowerCase()}" }`,
  };
}

/** Word processors and web pages turn quotes into curly ones, which YAML takes for letters of the text. */
function curlyQuotes({ type }: Scalar, written: string): ScalarMistake | undefined {
  if (type !== 'PLAIN' || !/^[\u201c\u201d\u201e\u2018\u2019\u00ab]/.test(written)) return undefined;
  return {
    code: 'E059',
    from: 0,
    length: 1,
    message: `${written.charAt(0)} is a letter of the text and no quote: YAML knows only " and '`,
    suggestion: 'write the quotes again by hand; a text that is meant to begin with this sign goes between " and "',
  };
}

/** `send: &hello` names an empty place, where text was meant. */
function emptyAnchor({ anchor, value }: Scalar): ScalarMistake | undefined {
  if (anchor === undefined || anchor === '' || value !== null) return undefined;
  return {
    code: 'E006',
    from: 0,
    length: anchor.length + 1,
    message: `"&${anchor}" gives a name to nothing`,
    suggestion: `text that begins with & needs quotes: "&${anchor}"`,
  };
}
