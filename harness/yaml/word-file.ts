import type { Diagnostic } from '../model/diagnostic.js';
import { decodeSource } from './decode.js';
import { suggest } from './near.js';
import { parseYaml } from './parse.js';
import { keyRangeAt, rangeAt, treeAt, type Path, type Tree } from './tree.js';

/** A small YAML file of maps and plain values. Whatever is wrong with it is gathered, with its place, and told at once. */
export class WordFile {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly tree: Tree;

  constructor(tree: Tree, problems: readonly Diagnostic[]) {
    this.tree = tree;
    this.diagnostics.push(...problems);
  }

  /** All that was reported, in the order of the file. */
  get problems(): readonly Diagnostic[] {
    return this.diagnostics.toSorted(
      ({ origin: a }, { origin: b }) => a.start.line - b.start.line || a.start.column - b.start.column,
    );
  }

  has(path: Path): boolean {
    return treeAt(this.tree, path) !== undefined;
  }

  /** The keys of a map. Of a closed one, those that it does not know are reported. */
  words(path: Path, known?: readonly string[]): readonly string[] {
    const here = treeAt(this.tree, path);
    if (!here) return [];
    if (here.kind !== 'map') {
      this.report(
        'E013',
        path,
        `${path.length === 0 ? 'the file' : named(path)} must be a map of words`,
        'write `word: value`, one a line',
      );
      return [];
    }
    const found = [...here.entries.keys()];
    for (const key of found)
      if (known && !known.includes(key))
        this.report('E012', [...path, key], `unknown word "${key}"`, suggest(key, known), 'key');
    return found;
  }

  /** A value that `parse` understands; undefined where there is none, or one that it does not understand. */
  value<T>(path: Path, parse: (value: string | number | boolean) => T | undefined, wanted: Wanted): T | undefined {
    const here = treeAt(this.tree, path);
    if (!here) return undefined;
    const value = here.kind === 'scalar' && here.value !== null ? parse(here.value) : undefined;
    if (value === undefined)
      this.report(wanted.code ?? 'E013', path, `${named(path)} must be ${wanted.what}`, wanted.example);
    return value;
  }

  text(path: Path): string | undefined {
    return this.value(path, (value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined), {
      what: 'text',
      example: 'put it in quotes',
    });
  }

  number(path: Path, example: string): number | undefined {
    return this.value(path, (value) => (typeof value === 'number' && value >= 0 ? value : undefined), {
      what: 'a number of 0 or more',
      example,
    });
  }

  choice<const T extends string>(path: Path, choices: readonly T[]): T | undefined {
    return this.value(path, (value) => choices.find((each) => each === value), {
      code: 'E014',
      what: `one of ${choices.join(', ')}`,
      example: `write \`${String(path.at(-1))}: ${choices[0]}\``,
    });
  }

  /** Reports that a map lacks a word. */
  demand(path: Path, word: string, example: string): void {
    if (!this.has([...path, word]))
      this.report('E011', path, `"${word}" is missing`, `write \`${example}\``, path.length === 0 ? 'value' : 'key');
  }

  report(code: string, path: Path, message: string, suggestion: string, on: 'key' | 'value' = 'value'): void {
    const origin = on === 'key' ? keyRangeAt(this.tree, path) : rangeAt(this.tree, path);
    // Of a whole map the first line is enough.
    const end = origin.end.line > origin.start.line ? { ...origin.start, column: origin.start.column + 1 } : origin.end;
    this.diagnostics.push({ code, severity: 'error', origin: { ...origin, end }, message, suggestion });
  }
}

export interface Wanted {
  readonly code?: string;
  /** The end of a sentence: `text`, `a number of 0 or more`. */
  readonly what: string;
  readonly example: string;
}

/** A file of YAML, or why it is none; `begin` is what such a file begins with. */
export function openWordFile(
  bytes: Uint8Array,
  file: string,
  begin: string,
): { readonly source: string } & ({ readonly file: WordFile } | { readonly problems: readonly Diagnostic[] }) {
  const said = (problem: Diagnostic): Diagnostic =>
    problem.code === 'E001' ? { ...problem, suggestion: `it begins with \`${begin}\`` } : problem;
  const decoded = decodeSource(bytes, file);
  if ('problem' in decoded) return { source: decoded.text, problems: [said(decoded.problem)] };
  const { tree, problems } = parseYaml(decoded.text, file);
  return tree
    ? { source: decoded.text, file: new WordFile(tree, problems.map(said)) }
    : { source: decoded.text, problems: problems.map(said) };
}

function named(path: Path): string {
  return `"${String(path.at(-1))}"`;
}
