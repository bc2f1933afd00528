import { characterAround } from './utf8.js';
import { visibleText } from './visible-text.js';

/**
 * The beginning of what was said, between quotes, safely and in no more than so many characters; `…` where there is
 * more of it. `length`: of the whole, where `data` is its beginning.
 */
export function quotedExcerpt(data: Uint8Array, room: number, length = data.length): string {
  // A character has four bytes at most, and its escape may take ten characters: neither is cut in two.
  const most = 4 * room;
  let shown = data.length > most ? data.subarray(0, characterAround(data, most).start) : data;
  while (visibleText(shown).length > room) shown = shown.subarray(0, characterAround(shown, shown.length - 1).start);
  return `"${visibleText(shown)}${shown.length < length ? '…' : ''}"`;
}
