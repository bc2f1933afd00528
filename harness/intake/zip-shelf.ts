import { join } from 'node:path';
import { isRefusal, type Archive, type PackedEntry } from '../archives/archive.js';
import { entryPath } from '../archives/entry-path.js';
import { LIMITS } from '../archives/limits.js';
import { isLitter } from '../archives/litter.js';
import type { Refusal } from '../archives/refusal.js';
import { unpackParts } from '../archives/unpack.js';
import { byName } from './folder-shelf.js';
import type { Item, Shelf } from './shelf.js';

/** A path of a class' archive: its folders, and those of the submission in it. */
const DEPTH = 64;

interface Node {
  readonly item: Item;
  /** More than one where the archive holds a name twice; whoever unpacks them refuses that. */
  readonly entries: PackedEntry[];
  readonly inner: Map<string, Node>;
}

/** One archive of a whole class, as platforms make them. Its members are read where they are: only what is marked is unpacked. */
export async function zipShelf(archive: Archive, shown: string): Promise<Shelf | Refusal> {
  const top: Node = { item: { name: '', path: '', kind: 'folder' }, entries: [], inner: new Map() };
  for await (const entry of archive.entries()) {
    if (isRefusal(entry)) return entry;
    const place = entryPath(entry.name, DEPTH, process.platform);
    if (place.kind === 'refused') return place;
    if (place.parts.length > 0 && !isLitter(place.parts)) put(top, place.parts, entry);
  }
  return {
    shown,
    list: async (path) => [...nodeAt(top, path).inner.values()].map(({ item }) => item).toSorted(byName),
    content: (item) => contentOf(nodeAt(top, item.path)),
    async file(item, scratch) {
      const unpacked = await unpackParts([{ archive: contentOf(nodeAt(top, item.path)) }], {
        into: scratch,
        limits: LIMITS,
        formats: [],
        nested: 'keep',
      });
      return unpacked.kind === 'unpacked' ? join(scratch, item.name) : unpacked;
    },
    close: () => archive.close(),
  };
}

function put(top: Node, parts: readonly string[], entry: PackedEntry): void {
  let node = top;
  for (const [at, name] of parts.entries()) {
    const isLast = at === parts.length - 1;
    let inner = node.inner.get(name);
    if (!inner) {
      const kind = !isLast || entry.kind === 'folder' ? 'folder' : entry.kind === 'file' ? 'file' : 'other';
      inner = { item: { name, path: parts.slice(0, at + 1).join('/'), kind }, entries: [], inner: new Map() };
      node.inner.set(name, inner);
    }
    node = inner;
  }
  node.entries.push(entry);
}

function nodeAt(top: Node, path: string): Node {
  let node = top;
  for (const name of path.split('/').filter(Boolean)) {
    const inner = node.inner.get(name);
    if (!inner) throw new Error(`there is no ${path} on this shelf`);
    node = inner;
  }
  return node;
}

function contentOf(node: Node): Archive {
  return {
    isRandomAccess: true,
    async *entries() {
      if (node.item.kind === 'folder') yield* below(node, '');
      else for (const entry of node.entries) yield { ...entry, name: node.item.name };
    },
    async close() {},
  };
}

function* below(node: Node, prefix: string): Generator<PackedEntry> {
  for (const inner of node.inner.values()) {
    const name = `${prefix}${inner.item.name}`;
    for (const entry of inner.entries) yield { ...entry, name };
    yield* below(inner, `${name}/`);
  }
}
