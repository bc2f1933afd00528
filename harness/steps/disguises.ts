import { latin1, toBytes } from '../model/bytes.js';

/** Ways to write bytes in which everybody can read them, though not at a glance. */
export const DISGUISES = ['base64', 'hex', 'utf16', 'reversed'] as const;
export type Disguise = (typeof DISGUISES)[number];

/** All that the bytes may look like in a disguise. */
export function disguised(secret: Uint8Array, disguise: Disguise): Uint8Array[] {
  switch (disguise) {
    case 'base64':
      return [0, 1, 2].map((shift) => base64Behind(secret, shift));
    case 'hex': {
      const digits = [...secret].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return [toBytes(digits), toBytes(digits.toUpperCase())];
    }
    case 'utf16': {
      const wide = [...secret].flatMap((byte) => [byte, 0]);
      return [Uint8Array.from(wide), Uint8Array.from([0, ...wide.slice(0, -1)])];
    }
    case 'reversed':
      return [secret.toReversed()];
  }
}

/** The letters that base64 has for these bytes where so many others stand before them: those that depend on nothing else. */
function base64Behind(secret: Uint8Array, shift: number): Uint8Array {
  const letters = btoa('\0'.repeat(shift) + latin1(secret));
  const from = Math.ceil((shift * 8) / 6);
  const to = Math.floor(((shift + secret.length) * 8) / 6);
  return toBytes(letters.slice(from, to));
}
