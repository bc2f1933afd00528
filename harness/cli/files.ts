import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the wiremark package, wherever this file was compiled to. */
export const packageFolder = findPackage(dirname(fileURLToPath(import.meta.url)));

function findPackage(from: string): string {
  // The compiled code lies in dist/ of the package; the first package.json above it is ours.
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(`no package.json above ${from}: these files are not where they belong`);
  }
}

export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** A package of npm's lies where npm has put it; all else is a clone, which no other machine has. */
export const isClone = !packageFolder.split(sep).includes('node_modules');

/** The bundled specs by name: `tcp-echo` is the file `specs/tcp-echo.yaml`. */
export function bundledSpecs(): { readonly id: string; readonly file: string }[] {
  const folder = join(packageFolder, 'specs');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => ({ id: name.slice(0, -'.yaml'.length), file: join(folder, name) }));
}

/** True where a program of this name can be run. */
export function isInstalled(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => [program, `${program}.exe`].some((name) => isFile(join(folder, name))));
}

export function isFolder(path: string): boolean {
  // What cannot be looked up, as a path that leads through a file, is not there.
  return existsSync(path) && statSync(path).isDirectory();
}

export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
