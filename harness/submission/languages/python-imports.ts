import { folderOf } from '../paths.js';
import type { Survey } from '../survey.js';

/** The files of a submission that a file in Python imports, by its path; a module is looked for in its folder, then at the top. */
export function importsIn(survey: Survey): ReadonlyMap<string, readonly string[]> {
  const known = new Set(survey.files.map(({ path }) => path));
  return new Map(
    survey.files
      .filter(({ path }) => path.endsWith('.py'))
      .map(({ path, text }) => {
        const folder = folderOf(path);
        const imported = importedBy(text).flatMap(
          (name) => placesOf(name, folder).find((place) => known.has(place)) ?? [],
        );
        return [path, [...new Set(imported)].filter((each) => each !== path)] as const;
      }),
  );
}

/** `a.b` for each module that may be meant; one dot before it for each folder above, as the language has it. */
function importedBy(text: string): readonly string[] {
  return withWholeImports(text)
    .split('\n')
    .flatMap((line) => {
      const [, plain] = /^\s*import\s+([\w., ]+)/.exec(line) ?? [];
      if (plain !== undefined) return plain.split(',').map((each) => each.trim().split(' ')[0] ?? '');
      const [, from = '', names = ''] = /^\s*from\s+([\w.]+)\s+import\s+([\w*(, ]+)/.exec(line) ?? [];
      if (from === '') return [];
      // What is imported may be a module of the package, or a name in it.
      const inner = names.split(/[(,]/).map((each) => each.trim().split(' ')[0] ?? '');
      return [
        from,
        ...inner.filter(Boolean).map((each) => (from.endsWith('.') ? `${from}${each}` : `${from}.${each}`)),
      ];
    });
}

/** With each import in one line: what is imported may go on over several, in parentheses. */
function withWholeImports(text: string): string {
  return text
    .replace(/#.*$/gm, '')
    .replace(/\bimport\s*\(([^()]*)\)/g, (_whole, names: string) => `import ${names.replaceAll(/\s+/g, ' ').trim()}`);
}

function placesOf(name: string, folder: string): readonly string[] {
  const [, dots = '', module = ''] = /^(\.*)(.*)$/.exec(name) ?? [];
  let from = folder;
  for (let above = 1; above < dots.length; above++) from = folderOf(from);
  const bases = dots === '' ? [folder, ''] : [from];
  const path = module.replaceAll('.', '/');
  return bases.flatMap((base) => {
    const whole = [base, path].filter(Boolean).join('/');
    return [`${whole}.py`, `${whole}/__init__.py`];
  });
}
