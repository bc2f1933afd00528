import { isAlias, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Alias, Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { SourceRange } from '../model/source.js';
import { cutByComma, type CutValue } from './cut-by-comma.js';
import { merged } from './merge.js';
import { nearest } from './near.js';
import { scalarMistake } from './scalar-mistakes.js';
import type { SourceText, Told } from './source-text.js';
import type { Entry, MapTree, ScalarTree, Tree } from './tree.js';
import { grouped } from '../model/grouped.js';

/** A spec has some hundred pieces; aliases that unfold to this many are a bomb. */
const MOST_UNFOLDED = 50_000;

/** A spec has some ten levels. */
const DEEPEST = 64;

/** Makes the tree of a document whose syntax is right; reports what YAML allows and this language does not. */
export class TreeBuilder {
  private readonly source: SourceText;
  private readonly document: Document.Parsed;
  /** What aliases have been followed into. */
  private readonly open = new Set<Node>();
  private unfolded = 0;
  private hasGivenUp = false;

  constructor(source: SourceText, document: Document.Parsed) {
    this.source = source;
    this.document = document;
  }

  /** Undefined where there is too much of it. */
  build(): Tree | undefined {
    const tree = this.convert(this.document.contents, 0);
    return this.hasGivenUp ? undefined : tree;
  }

  /** `as`: the place to stand for it, where it is not its own. */
  private convert(node: Node | null, depth: number, as?: SourceRange): Tree {
    const range = as ?? this.source.rangeOf(node);
    if (this.hasGivenUp) return refusedAt(range);
    if (node === null) return { kind: 'scalar', value: null, written: '', style: 'plain', range };
    if (this.open.size > 0 && ++this.unfolded > MOST_UNFOLDED) return this.giveUp(range, BOMB);
    if (depth > DEEPEST) return this.giveUp(range, TOO_DEEP);
    const isRefused = this.refusesTag(node);
    const refused = isRefused ? { refused: true as const } : {};
    if (isAlias(node)) return this.convertAlias(node, depth, range);
    if (isMap(node)) return { kind: 'map', entries: this.convertEntries(node, depth), range, ...refused };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as Node | null, depth + 1));
      return { kind: 'list', items, range, ...refused };
    }
    return isScalar(node) && !isRefused ? this.convertScalar(node, range) : refusedAt(range);
  }

  private giveUp(range: SourceRange, told: Told): Tree {
    this.hasGivenUp = true;
    this.source.report({ ...range, end: { ...range.start, column: range.start.column + 1 } }, told);
    return refusedAt(range);
  }

  private refusesTag(node: Node): boolean {
    const { text } = this.source;
    const { tag } = node as { readonly tag?: string };
    const start = node.range?.[0];
    if (tag === undefined || start === undefined) return false;
    const last = text.lastIndexOf('!', text.startsWith('!', start) ? start : start - 1);
    const from = text.slice(0, last).endsWith('!') ? last - 1 : last;
    const written = /^\S+/.exec(text.slice(from))?.[0] ?? tag;
    this.source.report(this.source.range(from, from + written.length), {
      code: 'E007',
      message: `the tag ${written} is not known here`,
      suggestion:
        'take the tag away: this language has its own words, like { hex: "ff" }; text that begins with ! needs quotes',
    });
    return true;
  }

  private convertAlias(alias: Alias, depth: number, range: SourceRange): Tree {
    const target = alias.resolve(this.document);
    if (!target || this.open.has(target)) {
      const told = { code: 'E008', message: `"*${alias.source}" contains itself`, suggestion: 'write the value out' };
      this.source.report(range, target ? told : this.sayUnresolved(alias.source));
      return refusedAt(range);
    }
    this.open.add(target);
    // Itself it stands where the alias stands; what is inside of it stands where it was written.
    const tree = this.convert(target, depth, range);
    this.open.delete(target);
    return tree;
  }

  private sayUnresolved(name: string): Told {
    const anchors = anchorsOf(this.document);
    const near = nearest(name, anchors);
    const known = `anchors here: ${anchors.map((anchor) => `&${anchor}`).join(', ')}`;
    const suggestion = anchors.length > 0 ? known : `text that begins with * needs quotes: "*${name}"`;
    return {
      code: 'E006',
      message: `"*${name}" refers to nothing: there is no "&${name}" before it`,
      suggestion: near === undefined ? suggestion : `did you mean "*${near}"?`,
    };
  }

  private convertEntries(map: YAMLMap, depth: number): MapTree['entries'] {
    const entries = new Map<string, Entry>();
    const brought: Tree[] = [];
    let rest = 0;
    for (const [index, { key, value }] of (map.items as Pair<Node, Node | null>[]).entries()) {
      if (rest-- > 0) continue;
      const keyRange = this.source.rangeOf(key);
      if (!isScalar(key) || typeof key.value !== 'string') {
        this.source.report(keyRange, NO_WORD);
        continue;
      }
      const cut = cutByComma(map, index, this.source.text);
      rest = cut?.pieces ?? 0;
      // A value that is not there has no place; what is said of it points at its key.
      const tree = cut ? this.refuseCut(cut) : this.convert(value, depth + 1, isAbsent(value) ? keyRange : undefined);
      const first = entries.get(key.value);
      if (key.value === '<<') {
        this.source.report(keyRange, MERGE_KEY);
        brought.push(tree);
      } else if (first) {
        this.source.report(keyRange, sayTwice(key.value, first));
        entries.set(key.value, { ...first, value: merged(first.value, tree) });
      } else entries.set(key.value, { keyRange, value: tree });
    }
    // Merging is refused, but understood: else all that it brings would be said to be missing.
    for (const tree of brought) {
      if (tree.kind === 'map')
        for (const [word, entry] of tree.entries) if (!entries.has(word)) entries.set(word, entry);
    }
    return entries;
  }

  private refuseCut({ mistake: { from, to, ...told } }: CutValue): Tree {
    const range = this.source.range(from, to);
    this.source.report(range, told);
    return refusedAt(range);
  }

  private convertScalar(scalar: Scalar, range: SourceRange): ScalarTree {
    const start = scalar.range?.[0] ?? 0;
    const written = this.source.text.slice(start, scalar.range?.[1] ?? start);
    const mistake = scalarMistake(scalar, written);
    if (mistake) {
      const { from: offset, length, ...told } = mistake;
      const from = mistake.code === 'E006' ? this.source.text.lastIndexOf('&', start) : start + offset;
      this.source.report(this.source.range(from, from + length), told);
    }
    const value = typeof scalar.value === 'bigint' ? Number(scalar.value) : (scalar.value as ScalarTree['value']);
    const refused = mistake ? { refused: true as const } : {};
    return { kind: 'scalar', value, written, style: styleOf(scalar), range, ...refused };
  }
}

const BOMB: Told = {
  code: 'E008',
  message: `the aliases of this file unfold to more than ${grouped(MOST_UNFOLDED)} pieces`,
  suggestion: 'write out what is meant, without aliases inside of aliases',
};

const TOO_DEEP: Told = {
  code: 'E008',
  message: 'lists and maps are nested too deep here',
  suggestion: 'a spec has some ten levels',
};

const NO_WORD: Told = {
  code: 'E005',
  message: 'a word is expected here, as the key of this map',
  suggestion: 'put it in quotes if it is meant as text',
};

const MERGE_KEY: Told = {
  code: 'E005',
  message: '"<<" (merging maps) is not part of this language',
  suggestion: 'write the words out, or use "like" for a check that repeats another',
};

function sayTwice(key: string, first: Entry): Told {
  const { line, column } = first.keyRange.start;
  return {
    code: 'E003',
    message: `"${key}" appears twice in this map (first at ${line}:${column}); one would hide the other`,
    suggestion: 'keep one of the two, or put all into one',
  };
}

function refusedAt(range: SourceRange): ScalarTree {
  return { kind: 'scalar', value: null, written: '', style: 'plain', range, refused: true };
}

function isAbsent(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && (node.source ?? '') === '');
}

function anchorsOf(document: Document.Parsed): string[] {
  const anchors = new Set<string>();
  visit(document, {
    Node: (_key, { anchor }) => {
      if (anchor) anchors.add(anchor);
    },
  });
  return [...anchors];
}

function styleOf(scalar: Scalar): ScalarTree['style'] {
  switch (scalar.type) {
    case 'QUOTE_DOUBLE':
      return 'double quotes';
    case 'QUOTE_SINGLE':
      return 'single quotes';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}
