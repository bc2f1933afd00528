import { grouped } from '../model/grouped.js';
import type { Bindings, Bound, Expression, Value } from '../model/value.js';
import { shapes } from '../model/shapes.js';
import { evaluate, Incomputable, valueOf, type Sight } from '../value/evaluate.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface CheckArgs {
  readonly expression: Expression;
  /** What is wrong where it is not true, for a student. */
  readonly says?: Value;
}

/** Expects that an expression is true of what the program has said so far. */
export const check: StepKind<CheckArgs> = {
  word: 'check',
  summary: 'expects that an expression is true: `check: lo <= hi`',
  schema: shapes.expression,
  modifiers: {
    says: {
      type: 'string',
      description: 'what is wrong where it is not true, in words for a student, with ${names} in it',
    },
  },
  actors: ['none'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read(words) {
    const says = words.value('says');
    const expression = words.expression('check', 'true or false');
    if (expression && Object.keys(expression.names).length === 0)
      words.problem({
        code: 'E077',
        at: 'check',
        on: 'value',
        message: `${expression.source} is the same for every program: there is no name in it`,
        suggestion:
          'name what the program has said: `{ expect: { any: 1 }, as: answer }`, then `check: size(answer) > 3`',
      });
    return {
      expression: expression ?? { source: '', held: 'anything', names: {}, told: false },
      ...(says && { says }),
    };
  },
  describe: (args) => `check that ${args.expression.source}`,
  run: (args, context) => (valueOf(args.expression, context.sight.bindings) === true ? done : { ended: 'mismatch' }),
  judge(args, outcome, { sight }) {
    if (outcome.ended !== 'mismatch') return undefined;
    const { says, expression } = args;
    const plain = `${expression.source} is not true${sayNames(Object.keys(expression.names), sight.bindings)}`;
    return { code: 'check-failed', summary: (says && inWords(says, sight)) ?? plain };
  },
};

/** Undefined where an expression in it has no value, for what a program has said. */
function inWords(says: Value, sight: Sight): string | undefined {
  try {
    return shortened(new TextDecoder().decode(evaluate(says, sight)), LONGEST_SUMMARY);
  } catch (error) {
    if (error instanceof Incomputable) return undefined;
    throw error;
  }
}

function sayNames(names: readonly string[], bindings: Bindings): string {
  const said = names.map((name) => `${name} is ${sayBound(bindings[name] ?? '')}`);
  return said.length === 0 ? '' : `: ${said.join(', ')}`;
}

const LONGEST_SUMMARY = 300;
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
