import { isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Spot, SyntaxMistake } from './syntax-mistake.js';

/** A value that a comma inside of its own brackets has cut, and how many entries behind it are its rest. */
export interface CutValue {
  readonly mistake: SyntaxMistake;
  readonly pieces: number;
}

/** Inside of { } a comma ends every value without quotes: of `{ a: f(x, y) }` YAML makes the entries `a: f(x` and `y)`. */
export function cutByComma(map: YAMLMap, index: number, text: string): CutValue | undefined {
  const items = map.items as readonly Pair<Node, Node | null>[];
  const from = startOfPlain(items[index]?.value);
  if (map.flow !== true || from === undefined || !isOpen(text.slice(from, items[index]?.value?.range?.[1])))
    return undefined;
  for (const [behind, { key, value }] of items.slice(index + 1).entries()) {
    const to = key.range?.[1];
    // With a value of its own it is an entry, and the bracket was just not closed.
    if (value !== null || startOfPlain(key) === undefined || to === undefined) return undefined;
    if (!isOpen(text.slice(from, to))) return { mistake: mistakeOf(from, text.slice(from, to)), pieces: behind + 1 };
  }
  return undefined;
}

/** The same where the rest begins with a quote or a bracket, so that YAML loses its way behind that: `{ a: f(x, "y") }`. */
export function explainCut({ before, here, at }: Spot): SyntaxMistake | undefined {
  const value = /[{,]\s*\w+:\s+([A-Za-z][^{}]*)$/.exec(before.slice(-LONGEST))?.[1];
  if (value === undefined || !isOpen(value) || !value.includes(',')) return undefined;
  const ends = [...here.matchAll(/\)[^,{}]*/g)].map(({ 0: end, index }) => value + here.slice(0, index + end.length));
  const whole = ends.find((each) => !isOpen(each))?.trimEnd();
  return whole === undefined ? undefined : mistakeOf(at - value.length, whole);
}

/** A line may have a megabyte; what somebody writes without quotes has not. */
const LONGEST = 500;

function startOfPlain(node: Node | null | undefined): number | undefined {
  return isScalar(node) && node.type === 'PLAIN' ? node.range?.[0] : undefined;
}

function isOpen(text: string): boolean {
  return text.split('(').length > text.split(')').length;
}

function mistakeOf(from: number, written: string): SyntaxMistake {
  const quote = ["'", '"'].find((each) => !written.includes(each));
  return {
    code: 'E005',
    from,
    to: from + written.length,
    message: 'inside of { } a comma ends a value without quotes, also between ( and )',
    suggestion: quote === undefined ? 'put the whole of it in quotes' : `put it in quotes: ${quote}${written}${quote}`,
  };
}
