import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';

/**
 * The name of a zip's member. Its bytes are UTF-8 where a flag or a field says so; most tools of today write UTF-8
 * and say nothing; what is not UTF-8 is read as code page 437, as the standard has it, so that no byte is lost.
 */
export function zipEntryName({ fileNameRaw, extraFields }: Pick<Entry, 'fileNameRaw' | 'extraFields'>): string {
  const field = extraFields.find(({ id }) => id === UNICODE_PATH)?.data;
  // 4.6.9 of APPNOTE.TXT: version 1, the checksum of the name that it stands for, the name.
  if (field && field.length > 5 && field[0] === 1 && field.readUInt32LE(1) === crc32(fileNameRaw))
    return decodeUtf8(field.subarray(5)) ?? decodeCp437(fileNameRaw);
  return decodeUtf8(fileNameRaw) ?? decodeCp437(fileNameRaw);
}

const UNICODE_PATH = 0x7075;

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The upper half of code page 437. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function decodeCp437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP437[byte - 0x80])).join('');
}
