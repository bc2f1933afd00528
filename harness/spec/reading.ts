import type { Language } from '../model/language.js';
import type { SourceRange } from '../model/source.js';
import type { CertSpec, LinkSpec, PeerSpec, ProgramSpec } from '../model/spec.js';
import { everyPiece, keyRangeAt, rangeAt, treeAt, type Path, type Tree } from '../yaml/tree.js';
import type { ActorStep } from './generated/authored.js';
import { ProblemList } from './problem-list.js';
import type { Param } from './param.js';
import { top, type WordOf } from './shape-paths.js';

/** A mistake at a place of the file. */
export interface Problem {
  readonly code: string;
  readonly path: Path;
  /** Whether the caret goes to the key that the path ends with, or to its value. */
  readonly on?: 'key' | 'value';
  /** The words of the value that are wrong, where it is not all of it: the caret goes to them. */
  readonly part?: string;
  /** Of these words only the signs from `start` to `end` are wrong. */
  readonly span?: { readonly start: number; readonly end: number };
  readonly message: string;
  readonly suggestion?: string;
}

/** One reading of one file: the tree, what is wrong with it so far, and the actors once they are known. */
export class Reading {
  readonly file: string;
  readonly source: string;
  readonly tree: Tree;
  readonly language: Language;
  problems = new ProblemList();
  programs: Readonly<Record<string, ProgramSpec>> = {};
  peers: Readonly<Record<string, PeerSpec>> = {};
  links: Readonly<Record<string, LinkSpec>> = {};
  groups: Readonly<Record<string, readonly string[]>> = {};
  certs: Readonly<Record<string, CertSpec>> = {};
  readonly params = new Map<string, Param>();
  /** The parameters that something in the spec looks at. */
  readonly usedParams = new Set<string>();
  /** The values of `data` and `for_any` that something in the spec looks at, by where they are declared. */
  readonly usedValues = new Set<string>();
  /** The names that stand in commands. */
  readonly usedInCommands = new Set<string>();
  /** The certificates that something in the spec names. */
  readonly usedCerts = new Set<string>();
  /** Every word that may stand in a step, besides the names of actors. */
  readonly stepWords: ReadonlySet<string>;
  private readonly lines: readonly string[];
  private readonly invalid = new Set<string>();
  private readonly holdsInvalid = new Set<string>();
  private readonly guessed = new Set<string>();
  private readonly incomplete = new Map<string, number>();

  constructor(file: string, source: string, tree: Tree, language: Language) {
    this.file = file;
    this.source = source;
    this.tree = tree;
    this.language = language;
    this.lines = source.split('\n');
    const steps = Object.values(language.steps);
    this.stepWords = new Set<string>([
      ...steps.map((step) => step.word),
      ...steps.flatMap((step) => Object.keys(step.modifiers)),
      'hint' satisfies WordOf<ActorStep>,
    ]);
    for (const piece of everyPiece(tree)) if (piece.tree.refused) this.markInvalid(piece.path);
  }

  /** Reports a mistake, unless it lies in something that has been refused: then it is a consequence. */
  report(problem: Problem): void {
    // A word may be wrong where it stands, whatever is wrong with its value.
    if (this.isWithinInvalid(problem.on === 'key' ? problem.path.slice(0, -1) : problem.path)) return;
    const whole = problem.on === 'key' ? keyRangeAt(this.tree, problem.path) : rangeAt(this.tree, problem.path);
    this.reportAt(this.placeOf(whole, problem), problem);
  }

  private placeOf(whole: SourceRange, { part, span }: Problem): SourceRange {
    if (part === undefined) return whole;
    const narrowed = this.narrowed(whole, part);
    // What is written in other letters, or over several lines, is shown as a whole.
    if (!span || narrowed === whole) return narrowed;
    const { line, column } = narrowed.start;
    return { ...narrowed, start: { line, column: column + span.start }, end: { line, column: column + span.end } };
  }

  reportAt(origin: SourceRange, { code, message, suggestion }: Pick<Problem, 'code' | 'message' | 'suggestion'>): void {
    this.problems.add({ code, severity: 'error', origin, message, ...(suggestion !== undefined && { suggestion }) });
  }

  /** Marks what was refused, so that its meaning is not looked into. */
  markInvalid(path: Path): void {
    this.invalid.add(keyOf(path));
    for (let length = 0; length <= path.length; length++) this.holdsInvalid.add(keyOf(path.slice(0, length)));
  }

  /** True when the piece itself was refused. */
  isRefused(path: Path): boolean {
    return this.invalid.has(keyOf(path));
  }

  /** True when the piece, or anything inside of it, was refused. */
  isInvalid(path: Path): boolean {
    return this.holdsInvalid.has(keyOf(path));
  }

  private isWithinInvalid(path: Path): boolean {
    return (
      this.invalid.size > 0 &&
      Array.from({ length: path.length + 1 }, (_, length) => keyOf(path.slice(0, length))).some((key) =>
        this.invalid.has(key),
      )
    );
  }

  /** Marks a map with a word that nobody understands, or without one that it needs: what else it lacks may be a consequence. */
  markIncomplete(path: Path): void {
    this.incomplete.set(keyOf(path), this.holesIn(path) + 1);
  }

  isIncomplete(path: Path): boolean {
    return this.holesIn(path) > 0;
  }

  /** Remembers a word that stands where another was written. */
  markGuessed(path: Path): void {
    this.guessed.add(keyOf(path));
  }

  isGuessed(path: Path): boolean {
    return this.guessed.has(keyOf(path));
  }

  /** How many words of the map are not known. */
  holesIn(path: Path): number {
    return this.incomplete.get(keyOf(path)) ?? 0;
  }

  has(path: Path): boolean {
    return treeAt(this.tree, path) !== undefined;
  }

  keys(path: Path): string[] {
    const tree = treeAt(this.tree, path);
    return tree?.kind === 'map' ? [...tree.entries.keys()] : [];
  }

  count(path: Path): number {
    const tree = treeAt(this.tree, path);
    return tree?.kind === 'list' ? tree.items.length : 0;
  }

  /** The paths of a list's items. */
  items(path: Path): Path[] {
    return Array.from({ length: this.count(path) }, (_, index) => [...path, index]);
  }

  kind(path: Path): Tree['kind'] | undefined {
    return treeAt(this.tree, path)?.kind;
  }

  /** The value at a path, where it is a single one. */
  scalar(path: Path): string | number | boolean | null | undefined {
    const tree = treeAt(this.tree, path);
    return tree?.kind === 'scalar' ? tree.value : undefined;
  }

  text(path: Path): string | undefined {
    const value = this.scalar(path);
    return typeof value === 'string' ? value : undefined;
  }

  /** The texts of a list. */
  texts(path: Path): string[] {
    return this.items(path).map((item) => this.text(item) ?? '');
  }

  number(path: Path): number | undefined {
    const value = this.scalar(path);
    return typeof value === 'number' ? value : undefined;
  }

  /** The names of all actors and groups. A word of the language is none, whoever took it for a name: it has been refused there. */
  actors(): string[] {
    const names = [...SECTIONS.map((section) => top(section)), top('groups')].flatMap((section) => this.keys(section));
    return names.filter((name) => !this.stepWords.has(name));
  }

  /** Those who do a step in this name: the actor itself, or the members of a group. */
  membersOf(name: string): readonly string[] {
    return this.groups[name] ?? (name === EVERYONE ? Object.keys(this.peers) : [name]);
  }

  /** False where a section is missing or could not be read: then a name that is not in it may be right. */
  knowsAll(sections: readonly Section[]): boolean {
    return sections.every((section) =>
      this.has(top(section))
        ? this.kind(top(section)) === 'map' && !this.isRefused(top(section))
        : section !== 'programs' && !this.isIncomplete([]),
    );
  }

  /** The place of these words inside of a piece, as far as they are written there letter by letter. */
  narrowed(range: SourceRange, part: string): SourceRange {
    for (let line = range.start.line; line <= range.end.line; line++) {
      const at = (this.lines[line - 1] ?? '').indexOf(part, line === range.start.line ? range.start.column - 1 : 0);
      if (at >= 0) return { ...range, start: { line, column: at + 1 }, end: { line, column: at + 1 + part.length } };
    }
    return range;
  }
}

/** The group of all peers, which needs no declaration. */
export const EVERYONE = 'everyone';

/** The sections that declare actors. */
export type Section = 'programs' | 'peers' | 'links';

export const SECTIONS: readonly Section[] = ['programs', 'peers', 'links'];

function keyOf(path: Path): string {
  return path.join('\n');
}
