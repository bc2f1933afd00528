import { folderOf, nameOf } from '../paths.js';
import type { Survey } from '../survey.js';

/** What a file in Python imports of its submission. */
export interface Imports {
  readonly files: readonly string[];
  /** One of them lies in its folder, and is found only where that is the first place that modules are looked for in. */
  readonly needsOwnFolder: boolean;
  /** The folder above it that its imports begin in: it is started there. Undefined where none does. */
  readonly above?: string;
}

/**
 * What each file of a submission in Python imports, by its path. A module is looked for in its folder, then in those above,
 * for the program may be started in each of them, and in `src`, which a project may have put on the path.
 */
export function importsIn(survey: Survey): ReadonlyMap<string, Imports> {
  const sources = survey.files.filter(({ path }) => path.endsWith('.py'));
  const modules = modulesOf(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, text }) => {
      const found = importsOf(text)
        .flatMap((each) => foundFor(each, folderOf(path), modules))
        .filter(({ file }) => file !== path);
      const files = [...new Set(found.map(({ file }) => file))];
      const [above] = found.flatMap(({ base }) => (isAbove(base, path) ? [base] : [])).toSorted(byLength);
      const needsOwnFolder = found.some(({ onlyBeside }) => onlyBeside);
      return [path, { files, needsOwnFolder, ...(above !== undefined && { above }) }];
    }),
  );
}

function isAbove(base: string, path: string): boolean {
  return base !== folderOf(path) && (base === '' || path.startsWith(`${base}/`));
}

function byLength(a: string, b: string): number {
  return a.length - b.length;
}

/** The files that are the modules of each folder, by their names. So no path is put together for each name that a source imports. */
type Modules = ReadonlyMap<string, ReadonlyMap<string, string>>;

function modulesOf(paths: readonly string[]): Modules {
  const modules = new Map<string, Map<string, string>>();
  const add = (module: string, path: string): void => {
    const folder = folderOf(module);
    modules.set(folder, (modules.get(folder) ?? new Map<string, string>()).set(nameOf(module), path));
  };
  for (const path of paths) if (nameOf(path) === '__init__.py') add(folderOf(path), path);
  for (const path of paths) add(path.slice(0, -'.py'.length), path);
  return modules;
}

interface Import {
  /** `a.b`; one dot before it for each folder above, as the language has it. */
  readonly from: string;
  /** What is imported of it: modules of the package, or names in it. */
  readonly names: readonly string[];
}

function importsOf(text: string): readonly Import[] {
  const first = (words: string): string => words.trim().split(' ', 1)[0] ?? '';
  const lines = withWholeImports(text).match(/^[ \t]*(?:import|from)\b.*/gm) ?? [];
  return lines.flatMap((line) => {
    const [, plain] = /^\s*import\s+([\w., ]+)/.exec(line) ?? [];
    if (plain !== undefined) return plain.split(',').map((each) => ({ from: first(each), names: [] }));
    const [, from, names = ''] = /^\s*from\s+([\w.]+)\s+import\s+([\w*(, ]+)/.exec(line) ?? [];
    return from === undefined ? [] : [{ from, names: names.split(/[(,]/).map(first) }];
  });
}

/** With each import in one line: what is imported may go on over several, in parentheses. */
function withWholeImports(text: string): string {
  return text
    .replace(/#.*$/gm, '')
    .replace(/\bimport\s*\(([^()]*)\)/g, (_whole, names: string) => `import ${names.replaceAll(/\s+/g, ' ').trim()}`);
}

interface Found {
  readonly file: string;
  /** The folder that its name begins in. */
  readonly base: string;
  readonly onlyBeside: boolean;
}

function foundFor({ from, names }: Import, folder: string, modules: Modules): readonly Found[] {
  const places = placesOf(from, folder);
  const lookUp = (fileAt: (place: string) => string | undefined): readonly Found[] => {
    const found = places.flatMap(({ base, place }) => {
      const file = fileAt(place);
      return file === undefined ? [] : [{ file, base }];
    });
    const [first, ...others] = found;
    const onlyBeside = places.length > 1 && first?.base === folder && others.length === 0;
    return first ? [{ ...first, onlyBeside }] : [];
  };
  return [
    ...lookUp((place) => modules.get(folderOf(place))?.get(nameOf(place))),
    ...names.flatMap((name) => lookUp((place) => modules.get(place)?.get(name))),
  ];
}

interface Place {
  readonly base: string;
  /** The path that a module may have there, without what ends it. */
  readonly place: string;
}

/** Where a module may be: by a leading dot in one place, which a package is entered for from the top. */
function placesOf(from: string, folder: string): readonly Place[] {
  const [, dots = '', module = ''] = /^(\.*)(.*)$/.exec(from) ?? [];
  let base = folder;
  for (let above = 1; above < dots.length; above++) base = folderOf(base);
  const path = module.replaceAll('.', '/');
  const at = (each: string): string => [each, path].filter(Boolean).join('/');
  if (dots !== '') return [{ base: base === folder ? folder : '', place: at(base) }];
  return basesFor(folder).map((each) => ({ base: each, place: at(each) }));
}

function basesFor(folder: string): readonly string[] {
  const above = folder
    .split('/')
    .map((_name, index, names) => names.slice(0, index).join('/'))
    .toReversed();
  return [...new Set([folder, ...above, 'src'])];
}
