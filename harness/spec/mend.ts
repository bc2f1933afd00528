import { treeAt, type Entry, type Path, type Tree } from '../yaml/tree.js';
import type { Reading } from './reading.js';

/**
 * Puts the word that was meant in the place of a misspelt one (it has been reported), so that reading goes on
 * as if it were right: otherwise one slip would be followed by complaints about all that is missing now.
 */
export function renameWord(reading: Reading, path: Path, right: string): void {
  change(reading, path, (entries, wrong) => entries.map(([word, entry]) => [word === wrong ? right : word, entry]));
  reading.markGuessed([...path.slice(0, -1), right]);
}

/** Takes a word out that nobody understands (it has been reported). What its map lacks now may be what it was meant to be. */
export function removeWord(reading: Reading, path: Path): void {
  change(reading, path, (entries, wrong) => entries.filter(([word]) => word !== wrong));
  reading.markIncomplete(path.slice(0, -1));
}

/** Puts a piece in the place of another. */
export function replaceValue(reading: Reading, path: Path, value: Tree): void {
  const parent = treeAt(reading.tree, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind === 'list') (parent.items as Tree[])[Number(last)] = value;
  else
    change(reading, path, (entries, key) =>
      entries.map(([word, entry]) => [word, word === key ? { ...entry, value } : entry]),
    );
}

type Entries = readonly (readonly [string, Entry])[];

function change(reading: Reading, path: Path, how: (entries: Entries, wrong: string) => Entries): void {
  const map = treeAt(reading.tree, path.slice(0, -1));
  if (map?.kind !== 'map') return;
  // The tree belongs to this reading alone; everybody else sees it as read-only.
  const entries = map.entries as Map<string, Entry>;
  const changed = how([...entries], String(path.at(-1)));
  entries.clear();
  for (const [word, entry] of changed) entries.set(word, entry);
}
