import type { Tree } from './tree.js';

/**
 * Both pieces in one, for the rest of the reading, where a key is refused because it appears twice: what only
 * the second holds would otherwise be said to be missing. Where the two disagree the first stays.
 */
export function merged(first: Tree, second: Tree): Tree {
  if (first.kind === 'list' && second.kind === 'list') return { ...first, items: [...first.items, ...second.items] };
  if (first.kind !== 'map' || second.kind !== 'map') return first;
  const entries = new Map(first.entries);
  for (const [key, entry] of second.entries) {
    const own = entries.get(key);
    entries.set(key, own ? { ...own, value: merged(own.value, entry.value) } : entry);
  }
  return { ...first, entries };
}
