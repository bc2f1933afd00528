import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import type { Bindings, Bound, Expression, Held } from '../model/value.js';
import { environmentWith, fromCel, heldOf, isTaken, toCel } from './cel.js';
import { FUNCTIONS, METHODS } from './functions.js';
import { DIVIDES_BY_ZERO, problemOf, TOO_LARGE, type ExpressionProblem } from './expression-problem.js';

/** `state == "with"`: a name, and the text that it is held against, with its place in the source. */
export interface Compared {
  readonly name: string;
  readonly with: string;
  readonly start: number;
  readonly end: number;
}

/** Reads an expression and checks its types. `names` are those in sight. */
export function checkExpression(
  source: string,
  names: ReadonlyMap<string, Held>,
):
  | { readonly expression: Omit<Expression, 'told'>; readonly compared: readonly Compared[] }
  | { readonly problem: ExpressionProblem } {
  const environment = environmentWith(names);
  let parsed: ParseResult;
  try {
    parsed = environment.parse(source);
  } catch (error) {
    return { problem: problemOf(error, source) };
  }
  const foreign = foreignCall(parsed.ast) ?? foreignName(parsed.ast);
  if (foreign) return { problem: foreign };
  const { valid, type = '', error } = parsed.check();
  if (!valid) return { problem: problemOf(error, source) };
  const held = heldOf(type);
  if (!held)
    return {
      problem: {
        kind: 'type',
        start: 0,
        end: source.length,
        detail: /^list(<T>)?$/.test(type)
          ? 'this list is empty, and nothing says of what it is'
          : `this makes ${sayUseless(type)}`,
      },
    };
  const used = [...idsIn(parsed.ast)].flatMap((name) => {
    const kind = names.get(name);
    return kind === undefined ? [] : [[name, kind] as const];
  });
  const hopeless = withoutValue(parsed.ast) ?? (used.length === 0 ? withoutResult(parsed, source) : undefined);
  if (hopeless) return { problem: hopeless };
  return { expression: { source, held, names: Object.fromEntries(used) }, compared: comparedIn(parsed.ast) };
}

/** What has no value whatever the names stand for: a division by 0 that is written as such. */
function withoutValue(node: ASTNode): ExpressionProblem | undefined {
  if (node.op === '/' || node.op === '%') {
    const [, divisor] = node.args;
    if (divisor.op === 'value' && divisor.args === 0n)
      return { kind: 'result', start: node.start, end: node.end, detail: DIVIDES_BY_ZERO };
  }
  for (const inner of childrenOf(node)) {
    const found = withoutValue(inner);
    if (found) return found;
  }
  return undefined;
}

/** Without names in it an expression is the same in every run. */
function withoutResult(parsed: ParseResult, source: string): ExpressionProblem | undefined {
  try {
    return fromCel(parsed({})) === undefined
      ? { kind: 'result', start: 0, end: source.length, detail: TOO_LARGE }
      : undefined;
  } catch (error) {
    return problemOf(error, source);
  }
}

function sayUseless(type: string): string {
  return type === 'double'
    ? 'a fraction; only whole numbers have an exact size on the wire'
    : `no value of a spec (${type})`;
}

/** A call of what is not offered here. */
function foreignCall(node: ASTNode): ExpressionProblem | undefined {
  const name = node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
  const known = Object.keys(node.op === 'rcall' ? METHODS : FUNCTIONS);
  if (name !== undefined && !known.includes(name)) {
    const at = node.input.indexOf(name, node.op === 'rcall' ? node.args[1].end : node.start);
    return { kind: 'function', name, known, start: at, end: at + name.length };
  }
  for (const inner of childrenOf(node)) {
    const found = foreignCall(inner);
    if (found) return found;
  }
  return undefined;
}

/** The name of a type of CEL, which is no value. */
function foreignName(node: ASTNode): ExpressionProblem | undefined {
  if (node.op === 'id' && isTaken(node.args))
    return {
      kind: 'syntax',
      start: node.start,
      end: node.end,
      detail: `"${node.args}" is kept for expressions themselves`,
      advice: 'give the value another name',
    };
  for (const inner of childrenOf(node)) {
    const found = foreignName(inner);
    if (found) return found;
  }
  return undefined;
}

function comparedIn(node: ASTNode): Compared[] {
  const here: Compared[] = [];
  if (node.op === '==' || node.op === '!=' || node.op === 'in') {
    const [left, right] = node.args;
    const literals = node.op === 'in' && right.op === 'list' ? right.args : [right];
    for (const [id, literal] of [[right, left] as const, ...literals.map((each) => [left, each] as const)])
      if (id.op === 'id' && literal.op === 'value' && typeof literal.args === 'string')
        here.push({ name: id.args, with: literal.args, start: literal.start, end: literal.end });
  }
  return [...here, ...childrenOf(node).flatMap(comparedIn)];
}

function idsIn(node: ASTNode, found = new Set<string>()): ReadonlySet<string> {
  if (node.op === 'id') found.add(node.args);
  for (const inner of childrenOf(node)) idsIn(inner, found);
  return found;
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value;
  return [node.args as unknown].flat(3).filter(isNode);
}

/** What an expression is for these values; or why it is nothing, in words. Pure. */
export function compute(
  expression: Expression,
  bindings: Bindings,
): { readonly value: Bound } | { readonly failure: string } {
  const names = Object.entries(expression.names);
  let compiled = known.get(expression);
  if (!compiled) {
    compiled = environmentWith(names).parse(expression.source);
    known.set(expression, compiled);
  }
  const values = names.map(([name, held]) => {
    const bound = bindings[name];
    if (bound === undefined) throw new Error(`there is no variable "${name}"`);
    return [name, toCel(bound, held)];
  });
  let result: unknown;
  try {
    result = compiled(Object.fromEntries(values));
  } catch (error) {
    return { failure: problemOf(error, expression.source).detail ?? String(error) };
  }
  const value = fromCel(result);
  return value === undefined ? { failure: TOO_LARGE } : { value };
}

const known = new WeakMap<Expression, ParseResult>();
