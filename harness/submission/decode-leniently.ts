/** The text of a source file, whatever its encoding: with a BOM as it says, else UTF-8, else Latin-1; and whether it is UTF-8. */
export function decodeLeniently(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), isUtf8: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), isUtf8: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: new TextDecoder('latin1').decode(bytes), isUtf8: false };
  }
}
