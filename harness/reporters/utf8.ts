/**
 * The length of the UTF-8 character that starts at `at`, or 0 where no valid one does. As strict as the
 * standard: no overlong forms, no surrogates, nothing beyond U+10FFFF, nothing cut off.
 */
export function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0xff;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (at + length > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const [least, most] = secondByteOf(lead);
  if (second < least || second > most) return 0;
  for (let next = at + 2; next < at + length; next++) if (!continues(bytes[next])) return 0;
  return length;
}

/** The first and last value that may follow this lead byte: what keeps overlong forms and surrogates out. */
function secondByteOf(lead: number): readonly [number, number] {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
}

function continues(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** The code point of the valid character of this length at `at`. */
export function codePointOf(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  let codePoint = lead & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) codePoint = (codePoint << 6) | ((bytes[next] ?? 0) & 0x3f);
  return codePoint;
}

/** Where the character that covers the byte at `at` begins and ends; a byte of no valid character stands alone. */
export function characterAround(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } {
  for (let start = at; start >= 0 && start > at - 4; start--) {
    const length = characterLength(bytes, start);
    if (start + length > at) return { start, end: start + length };
    if (!continues(bytes[start])) break;
  }
  return { start: at, end: Math.min(at + 1, bytes.length) };
}
