import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder, openSingleFile } from '../archives/folder.js';
import { isLitter } from '../archives/litter.js';
import type { Item, Shelf } from './shelf.js';

/** A folder of this machine. Links in it are seen, and never followed. */
export function folderShelf(folder: string, shown: string): Shelf {
  return {
    shown,
    async list(path) {
      const entries = await readdir(join(folder, path), { withFileTypes: true });
      return entries
        .filter(({ name }) => !isLitter([name]) || name === '.git')
        .map((entry): Item => ({
          name: entry.name,
          path: path === '' ? entry.name : `${path}/${entry.name}`,
          kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
        }))
        .toSorted(byName);
    },
    content: (item, bounds) =>
      item.kind === 'folder'
        ? openFolder(join(folder, item.path), bounds)
        : openSingleFile(join(folder, item.path), item.name),
    file: async (item) => join(folder, item.path),
    async close() {},
  };
}

export function byName(a: Item, b: Item): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
