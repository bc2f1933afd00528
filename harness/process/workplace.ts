import { existsSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Not copied: history and caches are of no use to a program; what npm installed is large, and only read. */
const LEFT_OUT = new Set(['.git', '__pycache__', 'node_modules', 'reports']);

/** A copy of a submission, for programs that write beside their sources and must not disturb each other. */
export interface Workplace {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Places that exist, so that none outlives us. */
const living = new Set<string>();

let guarded = false;

/** From now on this place is removed when we end, whatever the reason (but SIGKILL). */
function guard(place: string): void {
  living.add(place);
  if (guarded) return;
  guarded = true;
  process.on('exit', () => {
    for (const each of living) rmSync(each, { recursive: true, force: true });
  });
}

/** Copies a submission's folder. What its programs find by looking upwards (a `package.json`, `node_modules`) goes with it. */
export async function openWorkplace(root: string): Promise<Workplace> {
  const place = await mkdtemp(join(tmpdir(), 'wiremark-'));
  guard(place);
  const folder = join(place, basename(root) || 'submission');
  await cp(root, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source === root || !LEFT_OUT.has(basename(source)),
  });
  const modules = upwards(root, 'node_modules');
  if (modules !== undefined) await symlink(modules, join(folder, 'node_modules'), 'dir');
  const manifest = existsSync(join(root, 'package.json')) ? undefined : upwards(dirname(root), 'package.json');
  // Whether a .js file is a module stands in the nearest package.json above it.
  if (manifest !== undefined) await writeFile(join(place, 'package.json'), readFileSync(manifest));
  return {
    folder,
    async remove() {
      await rm(place, { recursive: true, force: true, maxRetries: 3 });
      living.delete(place);
    },
  };
}

function upwards(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (dirname(folder) === folder) return undefined;
  }
}
