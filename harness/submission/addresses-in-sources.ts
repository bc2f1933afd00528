import { surveyFolder } from './survey.js';

/** More than a few candidates are no addresses, but data. */
const MOST_ADDRESSES = 8;

/** IPv4 addresses in the sources below a folder that a program may bind or connect to, though no machine here has them. */
export function addressesInSources(folder: string): readonly string[] {
  const found = surveyFolder(folder).files.flatMap(({ text }) =>
    [...text.matchAll(/["'`](\d{1,3}(?:\.\d{1,3}){3})["'`]/g)].map(([, address = '']) => address),
  );
  return [...new Set(found)].filter(isOrdinary).slice(0, MOST_ADDRESSES);
}

/** An address that one machine can have: not loopback, "any", multicast or broadcast (RFC 6890). */
function isOrdinary(address: string): boolean {
  const bytes = address.split('.').map(Number);
  const [first = 0] = bytes;
  return bytes.every((byte) => byte <= 255) && first > 0 && first < 224 && first !== 127;
}
