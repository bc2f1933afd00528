/** As they stand in records (RFC 8446, 4.1.2 and appendix D). */
export const TLS_1_2 = 0x0303;
export const TLS_1_3 = 0x0304;

const HANDSHAKE = 0x16;
const SERVER_HELLO = 0x02;
const SUPPORTED_VERSIONS = 43;

/** True where the bytes begin with a handshake record of any version of TLS. */
export function isTlsRecord(bytes: Uint8Array): boolean {
  return bytes[0] === HANDSHAKE && bytes[1] === 0x03;
}

/**
 * The version that a server chose, from the beginning of its stream; undefined while its ServerHello is not there.
 * TLS 1.3 says so in an extension, and 1.2 in the old place (RFC 8446, 4.2.1).
 */
export function negotiatedVersion(stream: Uint8Array): number | undefined {
  if (!isTlsRecord(stream) || stream[5] !== SERVER_HELLO || stream.length < 5 + number(stream, 3)) return undefined;
  const legacy = number(stream, 9);
  const cipherAt = 9 + 2 + 32 + 1 + (stream[43] ?? 0);
  const end = 9 + number(stream, 7);
  for (let at = cipherAt + 2 + 1 + 2; at + 4 <= Math.min(end, stream.length); at += 4 + number(stream, at + 2))
    if (number(stream, at) === SUPPORTED_VERSIONS) return number(stream, at + 4);
  return legacy;
}

/** Two bytes, big end first. */
function number(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
