import type { Diagnostic } from '../model/diagnostic.js';
import type { Language } from '../model/language.js';
import type { LinkSpec, PeerSpec, ProgramSpec } from '../model/spec.js';
import { keyRangeAt, rangeAt, treeAt, type Path, type Tree } from '../yaml/tree.js';

/** One reading of one file: the tree, what is wrong with it so far, and the actors once they are known. */
export class Reading {
  readonly file: string;
  readonly source: string;
  readonly tree: Tree;
  readonly language: Language;
  readonly problems: Diagnostic[] = [];
  programs: Readonly<Record<string, ProgramSpec>> = {};
  peers: Readonly<Record<string, PeerSpec>> = {};
  links: Readonly<Record<string, LinkSpec>> = {};
  private readonly invalid = new Set<string>();

  constructor(file: string, source: string, tree: Tree, language: Language) {
    this.file = file;
    this.source = source;
    this.tree = tree;
    this.language = language;
  }

  /** Reports a mistake at a path: at the key it ends with, or at its value. */
  report(problem: { readonly code: string; readonly path: Path; readonly on?: 'key' | 'value'; readonly message: string; readonly suggestion?: string }): void {
    const origin = problem.on === 'key' ? keyRangeAt(this.tree, problem.path) : rangeAt(this.tree, problem.path);
    const known = this.problems.some(({ code, origin: other, message }) => code === problem.code && message === problem.message && other.start.line === origin.start.line && other.start.column === origin.start.column);
    if (known) return;
    this.problems.push({ code: problem.code, severity: 'error', origin, message: problem.message, ...(problem.suggestion !== undefined && { suggestion: problem.suggestion }) });
  }

  /** Marks what the schema refused, so that its meaning is not looked into. */
  markInvalid(path: Path): void {
    this.invalid.add(path.join('/'));
  }

  /** True when the piece, or anything inside of it, was refused. */
  isInvalid(path: Path): boolean {
    const prefix = path.join('/');
    return [...this.invalid].some((bad) => bad === prefix || bad.startsWith(`${prefix}/`));
  }

  data(path: Path): unknown {
    const tree = treeAt(this.tree, path);
    if (!tree) return undefined;
    return tree.kind === 'scalar' ? tree.value : tree;
  }

  keys(path: Path): string[] {
    const tree = treeAt(this.tree, path);
    return tree?.kind === 'map' ? [...tree.entries.keys()] : [];
  }

  count(path: Path): number {
    const tree = treeAt(this.tree, path);
    return tree?.kind === 'list' ? tree.items.length : 0;
  }

  kind(path: Path): Tree['kind'] | undefined {
    return treeAt(this.tree, path)?.kind;
  }

  text(path: Path): string | undefined {
    const value = this.data(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** The texts of a list. */
  texts(path: Path): string[] {
    return Array.from({ length: this.count(path) }, (_, index) => this.text([...path, index]) ?? '');
  }

  number(path: Path): number | undefined {
    const value = this.data(path);
    return typeof value === 'number' ? value : undefined;
  }

  actors(): string[] {
    return ['programs', 'peers', 'links'].flatMap((section) => this.keys([section]));
  }
}
