import { grouped } from '../model/grouped.js';
import type { Bindings, Bound, Expression } from '../model/value.js';
import { shapes } from '../model/shapes.js';
import { valueOf } from '../value/evaluate.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface CheckArgs {
  readonly expression: Expression;
}

/** Expects that an expression is true of what the program has said so far. */
export const check: StepKind<CheckArgs> = {
  word: 'check',
  summary: 'expects that an expression is true: `check: lo <= hi`',
  schema: shapes.expression,
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read: (words) => ({
    expression: words.expression('check', 'true or false') ?? { source: '', held: 'anything', names: {}, told: false },
  }),
  describe: (args) => `check that ${args.expression.source}`,
  run: (args, context) => (valueOf(args.expression, context.sight.bindings) === true ? done : { ended: 'mismatch' }),
  judge(args, outcome, { sight }) {
    if (outcome.ended !== 'mismatch') return undefined;
    return {
      code: 'check-failed',
      summary: `${args.expression.source} is not true${sayNames(Object.keys(args.expression.names), sight.bindings)}`,
    };
  },
};

function sayNames(names: readonly string[], bindings: Bindings): string {
  const said = names.map((name) => `${name} is ${sayBound(bindings[name] ?? '')}`);
  return said.length === 0 ? '' : `: ${said.join(', ')}`;
}

const LONGEST_TEXT = 60;
const MOST_ITEMS = 8;

/** A value for a reader: short, and text in quotes. */
function sayBound(bound: Bound): string {
  if (typeof bound === 'number' || typeof bound === 'boolean') return String(bound);
  if (typeof bound === 'string') return JSON.stringify(shortened(bound, LONGEST_TEXT));
  if (bound instanceof Uint8Array)
    return bound.length > LONGEST_TEXT
      ? `${grouped(bound.length)} bytes`
      : JSON.stringify(new TextDecoder().decode(bound));
  const items = bound.slice(0, MOST_ITEMS).map(sayBound);
  return `[${items.join(', ')}${bound.length > MOST_ITEMS ? `, … ${bound.length} in all` : ''}]`;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
