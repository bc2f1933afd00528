import type { Document } from 'yaml';
import { explainCut } from './cut-by-comma.js';
import { explainColon } from './missing-colon.js';
import { mistakeAt, wordLength, type ParserError, type Spot, type SyntaxMistake } from './syntax-mistake.js';
import { explainUnclosed } from './unclosed.js';

/**
 * Says in plain words why a text is no YAML. The parser tells where it lost its way; what the author did
 * wrong is mostly before that: a quote or a bracket that was opened and not closed, a colon left out.
 */
export function explainSyntax(error: ParserError, text: string, document: Document.Parsed): SyntaxMistake {
  const [at] = error.pos;
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const here = /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? '';
  const spot: Spot = { error, text, document, at, here, before };
  const complaint = `${error.code} ${error.message}`;
  for (const [pattern, explain] of EXPLANATIONS) {
    const mistake = pattern.test(complaint) ? explain(spot) : undefined;
    if (mistake) return mistake;
  }
  const said = `${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  return mistakeAt(at, `this is not YAML: ${said}`, 'text with : # { } [ ] * & ! | > % or @ in it needs quotes');
}

type Explain = (spot: Spot) => SyntaxMistake | undefined;

/** By what the parser says (its code and its message); the first that has an explanation gives it. */
const EXPLANATIONS: readonly (readonly [RegExp, Explain])[] = [
  [
    /^RESOURCE_EXHAUSTION/,
    ({ at }) => ({
      ...mistakeAt(at, 'lists and maps are nested too deep here', 'a spec has some ten levels'),
      code: 'E008',
    }),
  ],
  [/^TAB_AS_INDENT/, ({ at }) => mistakeAt(at, 'a tab stands in the indentation', 'indent with blanks')],
  [
    /^BAD_DQ_ESCAPE/,
    ({ at, here }) =>
      mistakeAt(
        at,
        `"${here.slice(0, 2)}" means nothing between double quotes`,
        'write the text in single quotes, where \\ is itself; or \\\\ for one \\',
        2,
      ),
  ],
  [
    /^BAD_SCALAR_START/,
    ({ at, here }) => mistakeAt(at, `text cannot begin with ${here.charAt(0)}`, 'put it in quotes'),
  ],
  [
    /^BAD_ALIAS/,
    ({ at, here }) => ({
      ...mistakeAt(
        at,
        `${here.charAt(0)} stands here without a name behind it`,
        'text that begins with * or & needs quotes',
      ),
      code: 'E006',
    }),
  ],
  [
    /^BAD_DIRECTIVE/,
    ({ at }) =>
      mistakeAt(
        at,
        'a line that begins with % is an order to the YAML reader, and this one is unknown',
        'take the line away',
      ),
  ],
  [/closing .quote|end with a [}\]]/, explainUnclosed],
  [/Unexpected .*(flow-map-start|flow-seq-start)/, explainBracketInText],
  [/colon|map values|single line|compact mappings|implicit map key/i, explainColon],
  [/BAD_INDENT|without - indicator/, explainColumn],
  [/Unexpected , in flow/, ({ at }) => mistakeAt(at, 'there is a comma too many', 'take it away')],
  [/Missing , |at node end/, explainCut],
  [/block collections are not allowed|Unexpected .*scalar token$|Missing , /i, explainComma],
  [/at node end/, explainApostrophe],
  [
    /at node end/,
    ({ at, text }) =>
      mistakeAt(
        at,
        'something stands behind the end of a text in quotes (or of a list or map)',
        'is a quote missing before it? A " inside of double quotes is written \\"',
        wordLength(text, at),
      ),
  ],
  [
    /"[}\]]"$/,
    ({ at, here }) =>
      mistakeAt(
        at,
        `this ${here.charAt(0)} closes nothing`,
        'take it away, or look for the bracket that should be open',
      ),
  ],
  [/Block scalar header|not a YAML token/i, explainBlockHeader],
];

function explainBracketInText({ at, here, before }: Spot): SyntaxMistake | undefined {
  if (!before.includes('{') && !before.includes('[')) return undefined;
  const isName = here.startsWith('{') && before.endsWith('$');
  if (isName)
    return mistakeAt(
      at - 1,
      'a "${…}" inside of { } or [ ] needs quotes round its text',
      'write it like run: "./server ${port}"',
      2,
    );
  return mistakeAt(
    at,
    `a "${here.charAt(0)}" inside of { } or [ ] needs quotes round its text`,
    'put the text in quotes',
  );
}

/** `'the client's name'`: the text ends before the s. */
function explainApostrophe({ at, text, here, before }: Spot): SyntaxMistake | undefined {
  if (!before.endsWith("'") || !/^[A-Za-z]/.test(here)) return undefined;
  return mistakeAt(
    at - 1,
    "this ' ends the text",
    "inside of single quotes a ' is written twice: ''; between double quotes once",
    1 + wordLength(text, at),
  );
}

function explainColumn({ at, text }: Spot): SyntaxMistake {
  const next = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
  return mistakeAt(
    next,
    'this stands in another column than what it belongs to',
    'items of one list, and words of one map, start in the same column',
    wordLength(text, next),
  );
}

function explainComma({ at, here, text }: Spot): SyntaxMistake {
  // Without quotes the text before it and this word are read as one.
  const word = at + (/^[^{}[\],]*?\s(?=[\w-]+:)/.exec(here)?.[0].length ?? 0);
  return mistakeAt(
    word,
    'a comma is missing before this',
    'inside of { } and [ ] a comma goes between any two',
    wordLength(text, word),
  );
}

function explainBlockHeader({ at, before, error }: Spot): SyntaxMistake | undefined {
  if (!/header/.test(error.message) && !/[|>][-+0-9]*\s*$/.test(before)) return undefined;
  return mistakeAt(
    at,
    'behind a | or > nothing else may stand on the line: the text begins on the next one',
    'text that begins with | or > needs quotes',
  );
}
