import { visibleText } from './visible-text.js';

/** The beginning of what was said, between quotes, safely and in no more than so many characters. */
export function quotedExcerpt(data: Uint8Array, room: number): string {
  const text = visibleText(data.subarray(0, room));
  const isCut = data.length > room || text.length > room;
  return `"${text.slice(0, room)}${isCut ? '…' : ''}"`;
}
