import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fateOf } from './copied-files.js';
import { removeTree, removeTreeNow } from './remove-tree.js';
import type { Sandbox } from './sandbox.js';

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
  /** What npm and pip have put into the submission's folders: it is large, and only read, so the copy links to it. */
  readonly installed: readonly string[];
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

/** They end with the world around us, and a program that is about to end cannot lead us elsewhere while we remove them. */
export function leavePlaces(): void {
  living.clear();
}

/** Copies that programs were built in, which are copied again: what was installed for them lies elsewhere. */
const installedFor = new Map<string, ReadonlyMap<string, string>>();

/** Copies a submission's folder. What its programs find by looking upwards (a `package.json`, `node_modules`) goes with it. */
export async function openWorkplace(given: string, sandbox: Sandbox): Promise<Workplace> {
  // Of a link only the link would be copied.
  const root = await realpath(given);
  const place = await realpath(await mkdtemp(join(tmpdir(), 'wiremark-')));
  guardPlace(place);
  const folder = join(place, basename(root) || 'submission');
  // Where it is to be found in a copy, and where it lies.
  const installed = new Map(installedFor.get(root));
  await cp(root, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter(source, copy) {
      const path = relative(root, source);
      if (path === '') return true;
      // A build may have put something else in the place of our link.
      if (installed.has(path) && lstatSync(source).isSymbolicLink()) return false;
      const fate = fateOf(source, copy);
      if (fate === 'linked') installed.set(path, source);
      return fate === 'copied';
    },
  });
  const modules = upwards(dirname(root), 'node_modules', isFolder);
  if (modules !== undefined && !installed.has('node_modules')) installed.set('node_modules', modules);
  for (const [path, lies] of installed) await linkTo(lies, folder, path);
  const manifest = existsSync(join(root, 'package.json')) ? undefined : upwards(dirname(root), 'package.json');
  // Whether a .js file is a module stands in the nearest package.json above it.
  if (manifest !== undefined) await writeFile(join(place, 'package.json'), readFileSync(manifest));
  await sandbox.adopt(place);
  installedFor.set(folder, installed);
  return {
    folder,
    place,
    installed: [...installed.values()],
    async remove() {
      installedFor.delete(folder);
      await removeTree(place);
      releasePlace(place);
    },
  };
}

/** Links to what was installed, where nothing else is in its place, or on the way there. */
async function linkTo(lies: string, folder: string, path: string): Promise<void> {
  const names = path.split(sep);
  const above = names.slice(0, -1).map((_name, at) => join(folder, ...names.slice(0, at + 1)));
  if (above.every(isFolder) && !lstatSync(join(folder, path), { throwIfNoEntry: false }))
    await symlink(lies, join(folder, path), 'dir');
}

/** A folder, and no link to one. */
function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function upwards(from: string, name: string, isRight: (path: string) => boolean = () => true): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name)) && isRight(join(folder, name))) return join(folder, name);
    if (dirname(folder) === folder) return undefined;
  }
}
