import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './languages/language.js';
import { nameOf } from './paths.js';

/** What counts of a file that has the name of a compiled program. */
export type Counting =
  | { readonly kind: 'file' }
  /** Its source lies beside it, or is made into this very file. */
  | { readonly kind: 'source'; readonly entry: Entry }
  /** It is of no use here, and what may be its source lies elsewhere. */
  | { readonly kind: 'sources-elsewhere' };

/**
 * A compiled file may be older than its source beside it, or made for another machine: then the source counts, which is
 * what was written. What lies elsewhere may be an old copy: it counts for nothing beside a program that runs here.
 */
export function whatCounts(root: string, file: string, entries: () => readonly Entry[]): Counting {
  const stem = file.replace(/\.class$/, '');
  const path = join(root, file);
  if (stem.includes('.') || isScript(path)) return { kind: 'file' };
  const sources = entries().filter(({ name, build }) => build && withoutExtension(nameOf(name)) === stem);
  const entry =
    sources.find(({ name }) => withoutExtension(name) === stem) ??
    sources.find(({ folder, run }) => folder === '' && run[0] === `./${file}`);
  if (entry) return { kind: 'source', entry };
  return sources.length === 0 || runsHere(path) ? { kind: 'file' } : { kind: 'sources-elsewhere' };
}

function withoutExtension(path: string): string {
  return path.replace(/\.\w+$/, '');
}

/** Also one that an editor put a byte order mark before. */
export function isScript(path: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?#!/.test(headerOf(path).toString('latin1'));
}

/** It may be executed, and is of the format and the machine that Node itself is of (elf(5): e_ident, e_machine). */
function runsHere(path: string): boolean {
  const kindOf = (header: Buffer): string => header.toString('hex', 0, 6) + header.toString('hex', 18, 20);
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return kindOf(headerOf(path)) === kindOf(headerOf(process.execPath));
}

/** Empty where it may not be read. */
function headerOf(path: string): Buffer {
  const header = Buffer.alloc(20);
  try {
    const file = openSync(path, 'r');
    const length = readSync(file, header);
    closeSync(file);
    return header.subarray(0, length);
  } catch {
    return Buffer.alloc(0);
  }
}
