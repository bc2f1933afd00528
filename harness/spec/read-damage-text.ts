import type { Diagnostic } from '../model/diagnostic.js';
import type { Language } from '../model/language.js';
import type { Position } from '../model/source.js';
import type { DamageRule, Transport } from '../model/spec.js';
import { parseYaml } from '../yaml/parse.js';
import { readSpec } from './read-spec.js';

/** What reading rules from a command line gives: the rules where nothing is wrong, else all that is. */
export interface DamageReading {
  readonly rules: readonly DamageRule[];
  readonly diagnostics: readonly Diagnostic[];
  /** The text as the diagnostics speak of it: on one line. */
  readonly source: string;
}

/** The link and its ends, as rules on a command line know them. */
export const lineNames = { link: 'line', from: 'client', to: 'server' } as const;

/**
 * Reads rules of damage that stand outside of a spec: `loss: 20%, from: client`, or with braces as in one, or a
 * list of rules. They are put into a spec and read as a part of it: there is one reader of the language. `file`
 * is what the diagnostics call the text.
 */
export function readDamageText(
  text: string,
  { file, over, language }: { readonly file: string; readonly over: Transport; readonly language: Language },
): DamageReading {
  const source = text.replace(/[\r\n]/g, ' ');
  const isWhole = /^\s*[[{]/.test(source);
  // The bracket that we close stands on a line of its own: the text may end with a comment.
  const written = isWhole ? source : `{ ${source}\n      }`;
  const moved = (diagnostic: Diagnostic, line: number, before: number): Diagnostic => {
    const inText = (place: Position): Position => {
      const column = place.line > line ? Infinity : place.column - before - (isWhole ? 0 : 2);
      return { line: 1, column: Math.max(1, Math.min(source.length + 1, column)) };
    };
    const { start, end } = diagnostic.origin;
    return { ...diagnostic, origin: { file, start: inText(start), end: inText(end) } };
  };

  // Alone first: brackets that do not match would make something else of the spec around them.
  const { tree, problems } = parseYaml(written, file);
  if (!tree || problems.length > 0)
    return { rules: [], diagnostics: problems.map((problem) => moved(problem, 1, 0)), source };

  const before = tree.kind === 'list' ? beforeList : beforeMap;
  const lines = [...linesAbove(over), `${before}${written}${tree.kind === 'list' ? ' }' : ' ] }'}`, ''];
  const { spec, diagnostics } = readSpec(new TextEncoder().encode(lines.join('\n')), file, language);
  return {
    rules: spec?.checks[0]?.damage ?? [],
    diagnostics: diagnostics.map((diagnostic) => moved(diagnostic, lines.length - 1, before.length)),
    source,
  };
}

const beforeList = `    damage: { ${lineNames.link}: `;
const beforeMap = `${beforeList}[ `;

function linesAbove(over: Transport): string[] {
  const { from, to } = lineNames;
  return [
    'spec: 1',
    'name: a line',
    `programs: { ${to}: { run: "x" } }`,
    `peers: { ${from}: { connect: ${to}, over: ${over} } }`,
    `links: { ${lineNames.link}: { from: ${from}, to: ${to} } }`,
    'checks:',
    '  - id: a',
    `    steps: [ { ${from}: { send: "x", expect: "x" } } ]`,
  ];
}
