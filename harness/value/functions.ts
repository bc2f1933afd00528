/** A function that expressions may use: how it is written, and what it is. */
interface ExpressionFunction {
  readonly form: string;
  readonly is: string;
}

/** The hashes among them, and how many bytes each makes. */
export const HASHES: Readonly<Record<string, number>> = { sha256: 32, sha1: 20, md5: 16 };

/** CEL has more functions; what is of no use here, or has a better word, is not offered. */
export const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  size: { form: 'size(x)', is: 'how many letters, bytes or items x has' },
  number: { form: 'number(x)', is: 'text or bytes as a whole number; without a value where they are none' },
  string: { form: 'string(x)', is: 'a number, bytes, true or false as text' },
  bytes: { form: 'bytes(x)', is: 'text as bytes (UTF-8)' },
  range: { form: 'range(1, 5)', is: 'the list of the numbers from 1 to 5' },
  u8: { form: 'u8(x, at)', is: 'the byte of x at this place, counted from 0, as a number' },
  u16be: { form: 'u16be(x, at)', is: 'two bytes of x as a number, big end first; also u16le, u32be, u32le' },
  u16le: { form: 'u16le(x, at)', is: 'the same with the little end first' },
  u32be: { form: 'u32be(x, at)', is: 'four bytes of x as a number, big end first' },
  u32le: { form: 'u32le(x, at)', is: 'the same with the little end first' },
  crc32: { form: 'crc32(x)', is: 'the CRC-32 of bytes as a number, as zlib.crc32 has it' },
  sha256: { form: 'sha256(x)', is: 'the SHA-256 of text or bytes, 32 bytes; also sha1, md5' },
  sha1: { form: 'sha1(x)', is: 'the SHA-1 of text or bytes, 20 bytes' },
  md5: { form: 'md5(x)', is: 'the MD5 of text or bytes, 16 bytes' },
  hmac_sha256: { form: 'hmac_sha256(key, x)', is: 'the HMAC of x with this key and SHA-256, 32 bytes' },
};

/** What stands behind a value and a dot. */
export const METHODS: Readonly<Record<string, ExpressionFunction>> = {
  contains: { form: 'text.contains("x")', is: 'true where the text has it somewhere' },
  startsWith: { form: 'text.startsWith("x")', is: 'true where it begins with it' },
  endsWith: { form: 'text.endsWith("x")', is: 'true where it ends with it' },
  indexOf: { form: 'text.indexOf("x")', is: 'where it stands in the text, counted from 0; -1 where it does not' },
  lastIndexOf: { form: 'text.lastIndexOf("x")', is: 'the same from the end' },
  substring: { form: 'text.substring(2, 5)', is: 'the letters from the one place up to the other' },
  split: { form: 'text.split(",")', is: 'a list of the pieces between' },
  join: { form: 'list.join(",")', is: 'the texts of a list as one' },
  trim: { form: 'text.trim()', is: 'without blanks at both ends' },
  lowerAscii: { form: 'text.lowerAscii()', is: 'in lower case' },
  upperAscii: { form: 'text.upperAscii()', is: 'in upper case' },
  hex: { form: 'bytes.hex()', is: 'in hexadecimal, as text' },
  base64: { form: 'bytes.base64()', is: 'in base64, as text' },
  at: { form: 'bytes.at(3)', is: 'one byte as a number' },
  part: { form: 'bytes.part(2, 5)', is: 'the bytes from the one place up to the other' },
  size: { form: 'x.size()', is: 'the same as size(x)' },
  all: { form: 'list.all(x, x > 0)', is: 'true where it is true for every item' },
  exists: { form: 'list.exists(x, x > 0)', is: 'true where it is true for one item at least' },
  exists_one: { form: 'list.exists_one(x, x > 0)', is: 'true where it is true for just one' },
  filter: { form: 'list.filter(x, x > 0)', is: 'the items for which it is true' },
  map: { form: 'list.map(x, x + 1)', is: 'what becomes of each item' },
};
