import { isCollection, isScalar, visit, type Node } from 'yaml';
import { mistakeAt, type Spot, type SyntaxMistake } from './syntax-mistake.js';

/** The quote or bracket whose missing end made the parser stumble, far behind it perhaps. */
export function explainUnclosed({ document, at, text }: Spot): SyntaxMistake | undefined {
  let opener: { readonly from: number; readonly sign: string } | undefined;
  visit(document, {
    Node: (_key, node) => {
      const from = node.range?.[0];
      // Of several that are open the innermost is the one that was forgotten.
      if (from === undefined || from >= at || (opener && from < opener.from)) return;
      const sign = unclosedSign(node);
      if (sign !== undefined) opener = { from, sign };
    },
  });
  if (!opener) return undefined;
  const { from, sign } = opener;
  const end = { '{': '}', '[': ']' }[sign];
  const comment = end === undefined ? undefined : commentBefore(text, from, end);
  if (comment !== undefined)
    return mistakeAt(
      comment,
      `behind a blank a # begins a comment, and the ${end} behind it is part of that`,
      'put the text with the # in quotes',
    );
  return mistakeAt(
    from,
    `this ${sign} is never closed`,
    end === undefined
      ? `write the closing ${sign}`
      : `write the ${end} where it ends; lines between the two are indented more than this one`,
  );
}

/** Where a comment begins in the line of an opened bracket, if the bracket that would close it stands in that comment. */
function commentBefore(text: string, from: number, end: string): number | undefined {
  const line = /^[^\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  const before = /^(?:"[^"]*"|'[^']*'|[^"'#]|(?<!\s)#)*\s(?=#)/.exec(line)?.[0];
  if (before === undefined) return undefined;
  const comment = line.slice(before.length);
  const closes = comment.split(end).length - comment.split(line.charAt(0)).length;
  // A pair of brackets in the comment is its own.
  return closes > 0 ? from + before.length : undefined;
}

function unclosedSign(node: Node): string | undefined {
  const token = node.srcToken;
  if (isScalar(node) && (token?.type === 'double-quoted-scalar' || token?.type === 'single-quoted-scalar')) {
    const sign = token.source.charAt(0);
    return token.source.length > 1 && token.source.endsWith(sign) ? undefined : sign;
  }
  if (isCollection(node) && token?.type === 'flow-collection') {
    const sign = token.start.source;
    return token.end.some(({ source }) => source === (sign === '{' ? '}' : ']')) ? undefined : sign;
  }
  return undefined;
}
