import type { Bindings, Expression } from '../model/value.js';
import { shapes } from '../model/shapes.js';
import { valueOf } from '../value/evaluate.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface LetArgs {
  readonly assignments: readonly { readonly name: string; readonly expression: Expression }[];
}

/** Gives names to calculated values, or new values to names; each expression may use those before it. */
export const letStep: StepKind<LetArgs> = {
  word: 'let',
  summary: 'gives names to values, or new values to names: `let: { mid: (lo + hi) / 2 }`',
  schema: {
    type: 'object',
    minProperties: 1,
    propertyNames: shapes.name,
    additionalProperties: {
      type: ['string', 'integer', 'boolean'],
      pattern: '\\S',
      description: 'an expression, a number, or true or false',
    },
    description: 'names, each with an expression',
  },
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read: (words) => ({ assignments: words.assignments('let') }),
  assigns: (args) => args.assignments,
  describe: (args) =>
    `let ${args.assignments.map(({ name, expression }) => `${name} = ${expression.source}`).join(', ')}`,
  run(args, context) {
    let bindings: Bindings = context.sight.bindings;
    for (const { name, expression } of args.assignments)
      bindings = { ...bindings, [name]: valueOf(expression, bindings) };
    context.keep(Object.fromEntries(args.assignments.map(({ name }) => [name, bindings[name] ?? ''])));
    return done;
  },
  judge: () => undefined,
};
