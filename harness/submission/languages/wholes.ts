import { reachableFrom } from './reachable.js';

/** What the files of a submission make together, in a language whose files import each other by their paths. */
export interface Wholes {
  /** A file with all that it imports, and that these import. */
  of(path: string): ReadonlySet<string>;
  /** Those that another file imports, unless each imports the other: they are parts of that. */
  readonly imported: ReadonlySet<string>;
}

/** `imports`: what each file imports. A test imports what it tests, which is no part of it. */
export function wholesOf(imports: ReadonlyMap<string, readonly string[]>, isTest: (path: string) => boolean): Wholes {
  const wholes = new Map(
    [...imports.keys()].map((path) => [path, reachableFrom(path, (each) => imports.get(each) ?? [])]),
  );
  const of = (path: string): ReadonlySet<string> => wholes.get(path) ?? new Set([path]);
  const imported = [...imports.keys()]
    .filter((path) => !isTest(path))
    .flatMap((path) => [...of(path)].filter((each) => !of(each).has(path)));
  return { of, imported: new Set(imported) };
}
