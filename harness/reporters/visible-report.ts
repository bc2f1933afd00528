import { visibleString } from './visible-text.js';

/**
 * The same value with every text in it made safe to print, wherever it came from: a report that is shown again may
 * have been written by anybody. Bytes stay bytes.
 */
export function withVisibleTexts<T>(value: T): T {
  if (typeof value === 'string') return visibleString(value) as T;
  if (Array.isArray(value)) return value.map(withVisibleTexts) as T;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withVisibleTexts(part)])) as T;
}
