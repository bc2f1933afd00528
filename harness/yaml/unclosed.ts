import { isCollection, isScalar, visit, type Node } from 'yaml';
import { mistakeAt, type Spot, type SyntaxMistake } from './syntax-mistake.js';

/** The quote or bracket whose missing end made the parser stumble, far behind it perhaps. */
export function explainUnclosed({ document, at }: Spot): SyntaxMistake | undefined {
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
  return mistakeAt(
    from,
    `this ${sign} is never closed`,
    end === undefined
      ? `write the closing ${sign}`
      : `write the ${end} where it ends; lines between the two are indented more than this one`,
  );
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
