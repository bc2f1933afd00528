import { accessSync, constants, existsSync, lstatSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { removeTree, removeTreeNow } from './remove-tree.js';
import type { Sandbox } from './sandbox.js';

/** Not copied: history and caches are of no use to a program; what npm installed is large, and only read. */
const LEFT_OUT = new Set(['.git', '__pycache__', 'node_modules', 'reports']);

/** It has been removed. */
export function releasePlace(place: string): void {
  living.delete(place);
}

/** A copy of a submission, for programs that write beside their sources and must not disturb each other. */
export interface Workplace {
  /** The copy. */
  readonly folder: string;
  /** The folder around it, all that the programs need. */
  readonly place: string;
  /** What npm installed for the submission: the copy only links to it. */
  readonly modules: string | undefined;
  remove(): Promise<void>;
}

/** Places that exist, so that none outlives us. */
const living = new Set<string>();

let guarded = false;

/** From now on this place is removed when we end, whatever the reason (but SIGKILL). */
export function guardPlace(place: string): void {
  living.add(place);
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const each of living) removeTreeNow(each);
  });
}

/** Copies a submission's folder. What its programs find by looking upwards (a `package.json`, `node_modules`) goes with it. */
export async function openWorkplace(given: string, sandbox: Sandbox): Promise<Workplace> {
  // Of a link only the link would be copied.
  const root = await realpath(given);
  const place = await mkdtemp(join(tmpdir(), 'wiremark-'));
  guardPlace(place);
  const folder = join(place, basename(root) || 'submission');
  await cp(root, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source, copy) => source === root || (!LEFT_OUT.has(basename(source)) && canBeCopied(source, copy)),
  });
  const modules = upwards(root, 'node_modules', (path) => lstatSync(path).isDirectory());
  if (modules !== undefined) await symlink(modules, join(folder, 'node_modules'), 'dir');
  const manifest = existsSync(join(root, 'package.json')) ? undefined : upwards(dirname(root), 'package.json');
  // Whether a .js file is a module stands in the nearest package.json above it.
  if (manifest !== undefined) await writeFile(join(place, 'package.json'), readFileSync(manifest));
  await sandbox.adopt(place);
  return {
    folder,
    place,
    modules,
    async remove() {
      await removeTree(place);
      releasePlace(place);
    },
  };
}

/** Longer no path may be (PATH_MAX, limits.h(0p)), with the byte that ends it. */
const PATH_MAX = 4096;

/**
 * A pipe or a socket is nothing without the program that made it. What a build has put out of reach (too deep for any
 * path, or closed to everybody) no program could open either.
 */
function canBeCopied(path: string, copy: string): boolean {
  if (Math.max(Buffer.byteLength(path), Buffer.byteLength(copy)) >= PATH_MAX) return false;
  const found = lstatSync(path);
  return found.isSymbolicLink() || ((found.isFile() || found.isDirectory()) && isOpenToUs(path, found.isDirectory()));
}

function isOpenToUs(path: string, isFolder: boolean): boolean {
  try {
    accessSync(path, isFolder ? constants.R_OK | constants.X_OK : constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function upwards(from: string, name: string, isRight: (path: string) => boolean = () => true): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name)) && isRight(join(folder, name))) return join(folder, name);
    if (dirname(folder) === folder) return undefined;
  }
}
