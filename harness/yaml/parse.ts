import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit, type Alias, type Document, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.js';
import type { SourceRange } from '../model/source.js';
import type { ListTree, MapTree, ScalarTree, Tree } from './tree.js';

/** A spec has some hundred pieces; aliases that unfold to this many are a bomb. */
const MOST_PIECES = 50_000;

/** YAML text to a tree with places; or all that is wrong with it as YAML. Stricter than YAML: nothing may be lost or change its meaning silently. */
export function parseYaml(text: string, file: string): { readonly tree?: Tree; readonly problems: readonly Diagnostic[] } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, strict: true, keepSourceTokens: true, merge: false });
  return new TreeBuilder(file, text, lines).build(documents as Document.Parsed[]);
}

class TreeBuilder {
  private readonly problems: Diagnostic[] = [];
  private pieces = 0;
  private readonly open = new Set<Node>();

  private readonly file: string;
  private readonly text: string;
  private readonly lines: LineCounter;

  constructor(file: string, text: string, lines: LineCounter) {
    this.file = file;
    this.text = text;
    this.lines = lines;
  }

  build(documents: readonly Document.Parsed[]): { tree?: Tree; problems: readonly Diagnostic[] } {
    const document = documents[0];
    if (!document || !('contents' in document)) {
      this.report('E001', 0, 1, 'the file has no content', 'a spec starts with "spec: 1" and "name: …"; see specs/README.md');
      return { problems: this.problems };
    }
    const second = documents[1];
    if (second) this.report('E009', second.range[0], second.range[0] + 3, 'a second document starts here; a file holds one spec', 'take the "---" away, or put the second spec into a file of its own');
    for (const error of document.errors) this.reportSyntax(error.code, error.pos, error.message);
    for (const warning of document.warnings) this.reportSyntax(warning.code, warning.pos, warning.message);
    if (this.problems.length > 0) return { problems: this.problems };
    if (!document.contents) {
      this.report('E001', 0, 1, 'the file holds only comments', 'a spec starts with "spec: 1" and "name: …"; see specs/README.md');
      return { problems: this.problems };
    }
    this.reportAnchors(document);
    const tree = this.convert(document.contents as Node, document);
    return { tree, problems: this.problems };
  }

  private reportAnchors(document: Document.Parsed): void {
    const anchors = new Set<string>();
    visit(document, {
      Node: (_key, node) => {
        const anchor = (node as { anchor?: string }).anchor;
        if (anchor) anchors.add(anchor);
      },
      Alias: (_key, alias) => {
        if (alias.resolve(document)) return;
        this.reportNode('E006', alias, `"*${alias.source}" refers to nothing: there is no "&${alias.source}" before it`, anchors.size > 0 ? `anchors here: ${[...anchors].join(', ')}` : 'write the value out, or mark its first place with an anchor');
      },
    });
  }

  private convert(node: Node | null, document: Document.Parsed, as?: SourceRange): Tree {
    const range = as ?? this.rangeOf(node);
    if (++this.pieces === MOST_PIECES) this.problems.push(problemAt('E008', range, 'the aliases of this file unfold to more than 50,000 pieces', 'write out what is meant, without aliases inside of aliases'));
    if (node === null || this.pieces >= MOST_PIECES) return { kind: 'scalar', value: null, range };
    if (isAlias(node)) return this.convertAlias(node, document, range);
    if (isMap(node)) return this.convertMap(node, document, range);
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.convert(item as Node | null, document, as)), range } satisfies ListTree;
    return this.convertScalar(node as Scalar, range);
  }

  private convertAlias(alias: Alias, document: Document.Parsed, range: SourceRange): Tree {
    const target = alias.resolve(document) as Node | undefined;
    if (!target || this.open.has(target)) {
      if (target) this.problems.push(problemAt('E008', range, `"*${alias.source}" contains itself`, 'write the value out'));
      return { kind: 'scalar', value: null, range };
    }
    this.open.add(target);
    const tree = this.convert(target, document, range);
    this.open.delete(target);
    return tree;
  }

  private convertMap(map: YAMLMap, document: Document.Parsed, range: SourceRange): MapTree {
    const entries = new Map<string, { keyRange: SourceRange; value: Tree }>();
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const keyRange = this.rangeOf(pair.key);
      if (!isScalar(pair.key) || typeof pair.key.value !== 'string') {
        this.problems.push(problemAt('E005', keyRange, 'a word is expected here, as the key of this map', 'put it in quotes if it is meant as text'));
        continue;
      }
      const key = pair.key.value;
      const first = entries.get(key);
      if (first) {
        const { line, column } = first.keyRange.start;
        this.problems.push(problemAt('E003', keyRange, `"${key}" appears twice in this map (first at ${line}:${column}); one would hide the other`, 'keep one of the two, or put them into one list'));
        continue;
      }
      if (key === '<<') {
        this.problems.push(problemAt('E005', keyRange, '"<<" (merging maps) is not part of this language', 'write the words out, or use "like" for a check that repeats another'));
        continue;
      }
      entries.set(key, { keyRange, value: this.convert(pair.value, document, this.open.size > 0 ? range : undefined) });
    }
    return { kind: 'map', entries, range };
  }

  private convertScalar(scalar: Scalar, range: SourceRange): ScalarTree {
    const { value } = scalar;
    const written = scalar.source ?? '';
    if (typeof value === 'number' && scalar.type === 'PLAIN' && String(value) !== written) {
      this.problems.push(problemAt('E055', range, `YAML reads ${written} as the number ${value}`, `write "${written}" in quotes if it is text, or the number as ${value}`));
    }
    if (scalar.type === 'QUOTE_DOUBLE' && scalar.range) {
      const source = this.text.slice(scalar.range[0], scalar.range[1]);
      const escape = /(?<!\\)(?:\\\\)*\\x([89a-fA-F][0-9a-fA-F])/.exec(source);
      if (escape) {
        const letter = String.fromCharCode(Number.parseInt(escape[1] as string, 16));
        const utf8 = [...new TextEncoder().encode(letter)].map((byte) => byte.toString(16)).join(' ');
        this.problems.push(problemAt('E051', range, `"\\x${escape[1]}" in YAML is the letter ${letter} and is sent as the two bytes ${utf8}`, `for the byte ${escape[1]} write { hex: "${escape[1]}" }`));
      }
    }
    return { kind: 'scalar', value: typeof value === 'bigint' ? Number(value) : (value as ScalarTree['value']), range };
  }

  private reportSyntax(code: string, pos: readonly [number, number], message: string): void {
    if (code === 'TAG_RESOLVE_FAILED') {
      this.report('E007', pos[0], pos[1], `the tag ${this.text.slice(pos[0], pos[1])} is not known here`, 'take the tag away: this language has its own words, like { hex: "ff" }');
    } else if (code === 'BAD_ALIAS') {
      this.report('E006', pos[0], pos[1], message, 'text that begins with * or & needs quotes');
    } else {
      this.report('E005', pos[0], pos[1], `this is not YAML: ${plainMessage(code, message)}`, syntaxAdvice(code));
    }
  }

  private report(code: string, from: number, to: number, message: string, suggestion: string): void {
    this.problems.push(problemAt(code, this.range(from, to), message, suggestion));
  }

  private reportNode(code: string, node: Node, message: string, suggestion: string): void {
    this.problems.push(problemAt(code, this.rangeOf(node), message, suggestion));
  }

  private rangeOf(node: Node | null): SourceRange {
    const [from, to] = node?.range ?? [0, 1];
    return this.range(from, to);
  }

  private range(from: number, to: number): SourceRange {
    // A range that ends behind a line end would put its caret on the next line.
    const trimmed = from + this.text.slice(from, Math.max(to, from + 1)).trimEnd().length;
    const start = this.lines.linePos(Math.min(from, this.text.length));
    const end = this.lines.linePos(Math.min(Math.max(trimmed, from + 1), this.text.length));
    return { file: this.file, start: { line: start.line, column: start.col }, end: { line: end.line, column: end.col } };
  }
}

function problemAt(code: string, origin: SourceRange, message: string, suggestion: string): Diagnostic {
  return { code, severity: 'error', origin, message, suggestion };
}

function plainMessage(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'a tab stands in the indentation';
  if (code === 'MISSING_CHAR' && message.includes('quote')) return `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function syntaxAdvice(code: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'indent with blanks';
    case 'MISSING_CHAR':
      return 'look for an opening quote or bracket above that is never closed';
    case 'BAD_INDENT':
      return 'items of one list, and words of one map, start in the same column';
    default:
      return 'text with : # { } [ ] * & ! | > % or @ in it needs quotes';
  }
}
