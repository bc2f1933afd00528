import type { SourceRange } from '../model/source.js';

/** A YAML text as plain data that still knows where each piece stands. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: 'map';
  readonly range: SourceRange;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly refused?: true;
}

export interface Entry {
  readonly keyRange: SourceRange;
  readonly value: Tree;
}

export interface ListTree {
  readonly kind: 'list';
  readonly range: SourceRange;
  readonly items: readonly Tree[];
  readonly refused?: true;
}

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly range: SourceRange;
  readonly value: string | number | boolean | null;
  /** As the author wrote it, quotes included. */
  readonly written: string;
  readonly style: 'plain' | 'single quotes' | 'double quotes' | 'block';
  /** What is wrong with it as YAML has been reported: whatever else is wrong with it is a consequence. */
  readonly refused?: true;
}

export type Path = readonly (string | number)[];

/** The piece at a path, or undefined. */
export function treeAt(tree: Tree, path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path) {
    if (here?.kind === 'map') here = here.entries.get(String(step))?.value;
    else if (here?.kind === 'list') here = here.items[Number(step)];
    else return undefined;
  }
  return here;
}

/** The place of the piece at a path, or of the nearest piece around it that exists. */
export function rangeAt(tree: Tree, path: Path): SourceRange {
  for (let length = path.length; length > 0; length--) {
    const found = treeAt(tree, path.slice(0, length));
    if (found) return found.range;
  }
  return tree.range;
}

/** The place of the key that a path ends with; the piece itself where it is an item of a list. */
export function keyRangeAt(tree: Tree, path: Path): SourceRange {
  const parent = treeAt(tree, path.slice(0, -1));
  const entry = parent?.kind === 'map' ? parent.entries.get(String(path.at(-1))) : undefined;
  return entry?.keyRange ?? rangeAt(tree, path);
}

/** The data alone, for the validator. Maps have no prototype, so that `__proto__` is a key like any other. */
export function toData(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(toData);
    case 'map': {
      const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      for (const [key, entry] of tree.entries) data[key] = toData(entry.value);
      return data;
    }
  }
}

/** Every piece of the tree with its path, from the outside in. */
export function* everyPiece(tree: Tree, path: Path = []): Generator<{ readonly path: Path; readonly tree: Tree }> {
  yield { path, tree };
  if (tree.kind === 'list') for (const [index, item] of tree.items.entries()) yield* everyPiece(item, [...path, index]);
  if (tree.kind === 'map') for (const [key, entry] of tree.entries) yield* everyPiece(entry.value, [...path, key]);
}
