import { isScalar, LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.js';
import { SourceText } from './source-text.js';
import { explainSyntax } from './syntax.js';
import { TreeBuilder } from './tree-builder.js';
import type { Tree } from './tree.js';

/** What a YAML text gives: its tree, as far as it has one, and all that is wrong with it as YAML. */
export interface ParsedYaml {
  readonly tree?: Tree;
  readonly problems: readonly Diagnostic[];
}

/**
 * YAML text to a tree with places; or all that is wrong with it as YAML. Stricter than YAML: nothing may
 * be lost or change its meaning silently. What is refused and yet can be understood stays in the tree, so
 * that reading can go on and find the other mistakes.
 */
export function parseYaml(text: string, file: string): ParsedYaml {
  const lineCounter = new LineCounter();
  const options = { uniqueKeys: false, prettyErrors: false, strict: true, keepSourceTokens: true, merge: false };
  const documents = parseAllDocuments(text, { lineCounter, ...options });
  const source = new SourceText(file, text, lineCounter);
  const [document, second] = documents as Document.Parsed[];
  if (!document || !('contents' in document)) return refuseEmpty(source);
  refuseVersion(source, document);
  if (second) refuseSecond(source, second);
  refuseSyntax(source, document);
  if (source.problems.length > 0) return { problems: source.problems };
  const { contents } = document;
  if (!contents || (isScalar(contents) && contents.source === '')) return refuseEmpty(source);
  const tree = new TreeBuilder(source, document).build();
  return { ...(tree && { tree }), problems: source.problems };
}

function refuseEmpty(source: SourceText): ParsedYaml {
  const suggestion = 'a spec starts with "spec: 1" and "name: …"; see specs/README.md';
  source.report(source.range(0), { code: 'E001', message: 'the file holds no words, only comments', suggestion });
  return { problems: source.problems };
}

/** Another version of YAML would read `on`, `010` and `1:20` as something else than what they look like. */
function refuseVersion(source: SourceText, document: Document.Parsed): void {
  const { explicit, version } = document.directives.yaml;
  if (explicit !== true || version === '1.2') return;
  const at = source.text.indexOf('%YAML');
  const message = `specs are YAML 1.2, and this file says that it is YAML ${version}`;
  source.report(source.range(at, at + '%YAML'.length), { code: 'E009', message, suggestion: 'take the line away' });
}

function refuseSecond(source: SourceText, second: Document.Parsed): void {
  const [at] = second.range;
  source.report(source.range(at, at + '---'.length), {
    code: 'E009',
    message: 'a second document starts here; a file holds one spec',
    suggestion: 'take the "---" away, or put the second spec into a file of its own',
  });
}

/** The parser has lost its way at the first error: what it tells of the rest is mostly wrong. */
function refuseSyntax(source: SourceText, document: Document.Parsed): void {
  // Tags are looked at when the tree is built.
  const warning = document.warnings.find(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  const error = document.errors[0] ?? warning;
  if (!error) return;
  const { from, to, ...told } = explainSyntax(error, source.text, document);
  source.report(source.range(from, to), told);
}
