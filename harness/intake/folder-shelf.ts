import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder, openSingleFile, textOf } from '../archives/folder.js';
import { isLitter } from '../archives/litter.js';
import type { Item, Shelf } from './shelf.js';

/** A folder of this machine. Links in it are seen, and never followed. */
export function folderShelf(folder: string, shown: string): Shelf {
  /** Where those lie whose name is no UTF-8, so that their path as a text leads nowhere. */
  const odd = new Map<string, Buffer>();
  const placeOf = (path: string): string | Buffer => odd.get(path) ?? join(folder, path);
  return {
    shown,
    async list(path) {
      const entries = await readdir(placeOf(path), { withFileTypes: true, encoding: 'buffer' });
      return entries
        .map((entry): Item => {
          const name = textOf(entry.name);
          const inner = path === '' ? name : `${path}/${name}`;
          if (odd.has(path) || !Buffer.from(name).equals(entry.name))
            odd.set(inner, Buffer.concat([Buffer.from(placeOf(path)), Buffer.from('/'), entry.name]));
          return { name, path: inner, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' };
        })
        .filter(({ name }) => !isLitter([name]) || name === '.git')
        .toSorted(byName);
    },
    content: (item, bounds) =>
      item.kind === 'folder' ? openFolder(placeOf(item.path), bounds) : openSingleFile(placeOf(item.path), item.name),
    async file(item, scratch) {
      const place = placeOf(item.path);
      if (typeof place === 'string') return place;
      await mkdir(scratch);
      const copy = join(scratch, item.name);
      await copyFile(place, copy);
      return copy;
    },
    async close() {},
  };
}

export function byName(a: Item, b: Item): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
