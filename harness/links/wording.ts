import { grouped } from '../model/grouped.js';

/** `2nd`. */
export function ordinal(place: number): string {
  const teen = place % 100 >= 11 && place % 100 <= 13;
  const ending = teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[place % 10] ?? 'th');
  return `${place}${ending}`;
}

/** `1, 7 and 9`. */
export function listed(items: readonly (string | number)[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? `${last}` : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 byte`, `1,440 bytes`. */
export function byteText(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${grouped(bytes)} bytes`;
}

/** `300 ms`, `1.5 s`. */
export function durationText(ms: number): string {
  return ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`;
}

/** `56 kbit/s`, `1.5 Mbit/s`. */
export function rateText(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1_000_000) return `${bitsPerSecond / 1_000_000} Mbit/s`;
  return bitsPerSecond >= 1000 ? `${bitsPerSecond / 1000} kbit/s` : `${bitsPerSecond} bit/s`;
}

/** `20%` for 0.2. */
export function percentText(share: number): string {
  // 0.07 * 100 is not 7 in floating point.
  return `${Number((share * 100).toFixed(6))}%`;
}
