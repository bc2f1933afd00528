import { heldOf } from './cel.js';
import { FUNCTIONS, METHODS } from './functions.js';
import { sayTextSigns } from './text-signs.js';

/** Why an expression is none, or makes no value: where in it, and what. */
export type ExpressionProblem = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'name'; readonly name: string; readonly detail?: string }
  | { readonly kind: 'function'; readonly name: string; readonly known: readonly string[]; readonly detail?: string }
  /** Not to be read, of types that do not fit, or (when it is computed) without a result. */
  | { readonly kind: 'syntax' | 'type' | 'result'; readonly detail: string; readonly advice?: string }
);

interface CelError {
  readonly name: string;
  readonly code?: string;
  readonly summary?: string;
  readonly message: string;
  readonly range?: { readonly start: number; readonly end: number };
}

/** What the library says, in words of this language. */
export function problemOf(thrown: unknown, source: string): ExpressionProblem {
  const error: CelError = thrown instanceof Error ? thrown : new Error(String(thrown));
  const summary = error.summary ?? error.message.split('\n')[0] ?? '';
  const place = placeIn(source, error.range);
  switch (error.name) {
    case 'ParseError':
      return { ...place, kind: 'syntax', ...saySyntax(error.code ?? '', summary, source, place.start) };
    case 'TypeError':
      return error.code === 'unknown_variable'
        ? { ...place, kind: 'name', name: summary.replace('Unknown variable: ', '') }
        : { ...place, kind: 'type', ...sayType(summary) };
    default:
      return { ...place, kind: 'result', detail: sayResult(error.code ?? '', summary) };
  }
}

/** Never empty, so that a caret has something to stand under. */
function placeIn(source: string, range: CelError['range']): { readonly start: number; readonly end: number } {
  const start = Math.min(range?.start ?? 0, Math.max(0, source.length - 1));
  return { start, end: Math.min(Math.max(range?.end ?? source.length, start + 1), Math.max(1, source.length)) };
}

function saySyntax(
  code: string,
  summary: string,
  source: string,
  at: number,
): { readonly detail: string; readonly advice?: string } {
  const [, wanted, got] = /^Expected (\w+), got (\w+)/.exec(summary) ?? [];
  if (wanted !== undefined)
    return got === 'EOF'
      ? { detail: `it ends where ${sign(wanted)} should stand` }
      : { detail: `${sign(wanted)} should stand here, not ${sign(got ?? '')}` };
  const [, token] = /^Unexpected token: (\w+)/.exec(summary) ?? [];
  if (token !== undefined)
    return { detail: token === 'EOF' ? 'it ends where a value should stand' : `${sign(token)} cannot stand here` };
  if (code === 'unexpected_character' && summary.endsWith(' ='))
    return { detail: 'a single = compares nothing', advice: 'write == to compare' };
  if (code === 'unterminated_string') return { detail: 'a quote is never closed', advice: 'write the closing quote' };
  if (code === 'reserved_identifier')
    return {
      detail: `"${summary.replace('Reserved identifier: ', '')}" is kept for expressions themselves`,
      advice: 'give the value another name',
    };
  const text = code === 'unexpected_character' ? sayTextSigns(source, at) : undefined;
  if (text) return text;
  const detail = code === 'unexpected_character' ? 'this cannot stand here' : lowered(summary);
  return /\b(and|or|not)\b/.test(source) ? { detail, advice: 'and is written &&, or is ||, not is !' } : { detail };
}

const SIGNS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a text',
  BOOLEAN: 'true or false',
  IDENTIFIER: 'a name',
  LPAREN: '"("',
  RPAREN: '")"',
  LBRACKET: '"["',
  RBRACKET: '"]"',
  LBRACE: '"{"',
  RBRACE: '"}"',
  COMMA: '","',
  COLON: '":"',
  QUESTION: '"?"',
  DOT: '"."',
};

function sign(token: string): string {
  return SIGNS[token] ?? token.toLowerCase();
}

function sayType(summary: string): { readonly detail: string; readonly advice?: string } {
  const [, left, operator, right] = /^no such overload: (\S+(?:, \S+)?) (\S+) (\S+(?:, \S+)?)$/.exec(summary) ?? [];
  if (left !== undefined && operator !== undefined && right !== undefined) {
    const advice = adviceFor(left, right);
    return {
      detail: `${operator} does not go between ${sayKind(left)} and ${sayKind(right)}`,
      ...(advice !== undefined && { advice }),
    };
  }
  const [, unary, operand] = /^no such overload: ([!-])(\S+)$/.exec(summary) ?? [];
  if (unary !== undefined && operand !== undefined)
    return { detail: `${unary} does not go before ${sayKind(operand)}` };
  const [, call, given] = /^found no matching overload for '(.+?)\((.*)\)'$/.exec(summary) ?? [];
  if (call !== undefined) {
    const [name = '', ...receiver] = call.split('.').toReversed();
    const to = receiver.length === 0 ? '' : ` of ${sayKind(receiver.toReversed().join('.'))}`;
    const detail =
      given === ''
        ? `${name}()${to} needs something between its brackets`
        : `${name}()${to} does not take ${sayKinds(given ?? '')}`;
    const form = (receiver.length === 0 ? FUNCTIONS : METHODS)[name]?.form;
    if (receiver[0] === 'bytes' && form?.startsWith('text.') === true)
      return { detail, advice: 'string(x) makes text of bytes' };
    const isMiscounted = form !== undefined && form.split(', ').length !== kindsOf(given ?? '').length;
    return isMiscounted ? { detail, advice: `write it like ${form}` } : { detail };
  }
  const [, found] = /, got '(.+)'$/.exec(summary) ?? [];
  if (found !== undefined && /bool/.test(summary))
    return { detail: `true or false is needed here, and this is ${sayKind(found)}` };
  return { detail: lowered(summary.replace(/'([^']+)'/g, (_whole, type: string) => sayKind(type))) };
}

/** Text that came over the wire is compared with text, and calculated with as a number. */
function adviceFor(left: string, right: string): string | undefined {
  const both = new Set([left, right]);
  if (both.has('int') && both.has('string'))
    return 'number(x) makes a number of text, string(x) makes text of a number';
  if (both.has('bytes') && both.has('int')) return 'number(x) makes a number of bytes that are digits';
  if (both.has('bytes') && both.has('string')) return 'string(x) makes text of bytes';
  return undefined;
}

function sayKinds(types: string): string {
  return kindsOf(types).map(sayKind).join(' and ');
}

function kindsOf(types: string): readonly string[] {
  return types.split(/, (?![^<]*>)/);
}

function sayKind(type: string): string {
  return heldOf(type) ?? (type === 'double' ? 'a fraction' : type);
}

export const DIVIDES_BY_ZERO = 'it divides by zero';
export const TOO_LARGE = 'the number is too large';

function sayResult(code: string, summary: string): string {
  switch (code) {
    case 'division_by_zero':
      return DIVIDES_BY_ZERO;
    case 'numeric_overflow':
      return TOO_LARGE;
    case 'index_out_of_bounds':
      return `the list is shorter than that (${summary.replace(/^.*?, /, '')})`;
    default:
      return lowered(summary);
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
