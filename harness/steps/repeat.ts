import type { JsonSchema, Words } from '../model/language.js';
import { shapes } from '../model/shapes.js';
import type { Step } from '../model/spec.js';
import type { Expression } from '../model/value.js';
import { valueOf } from '../value/evaluate.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';
import { grouped } from '../model/grouped.js';

interface RepeatArgs {
  /** The variable that holds the number of the round. */
  readonly name?: string;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Step[];
  /** It ends behind a round in which this is true. */
  readonly until?: Expression;
  /** All rounds without an end are a failure. */
  readonly mustEnd: boolean;
  /** A step inside of it may leave it. */
  readonly isLeft: boolean;
}

/** More rounds than any check has time for. */
const MOST_ROUNDS = 100_000;

const rounds: JsonSchema = { type: 'integer', minimum: 1, maximum: MOST_ROUNDS };

const schema: JsonSchema = {
  type: 'object',
  properties: {
    times: { ...rounds, description: 'how many rounds' },
    for: { ...shapes.name, description: 'a name for the number of the round' },
    in: { ...shapes.range, description: 'the first and the last number: 1..5' },
    at_most: {
      ...rounds,
      description: 'how many rounds it may take until `until` holds, or until a step says `leave`',
    },
    until: { ...shapes.expression, description: 'ends behind the round in which this is true' },
    else: { enum: ['fail', 'ok'], description: 'what `at_most` rounds without an end are (fail)' },
    steps: shapes.steps,
  },
  required: ['steps'],
  additionalProperties: false,
  description: 'the steps again and again; always with a bound',
};

/** Does its steps again and again, with a bound. */
export const repeat: StepKind<RepeatArgs> = {
  word: 'repeat',
  summary: 'does its steps again and again: `times: 5`, `for: n, in: 1..5`, or `at_most: 5`',
  schema,
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read(words) {
    const inside = words.inside('repeat');
    const bound = readBound(words, inside);
    const mustEnd = inside.has('at_most') && inside.text('else') !== 'ok';
    const { steps, isLeft, until } = inside.loop('steps', {
      until: 'until',
      mustEnd,
      ...(bound.name !== undefined && { name: bound.name }),
    });
    refuseIdleWords(inside, isLeft);
    return { ...bound, steps, mustEnd, isLeft, ...(until && { until }) };
  },
  describe(args) {
    const { name, from, to, mustEnd, until } = args;
    const end = until ? `, until ${until.source}` : mustEnd ? ', until it is left' : '';
    if (name !== undefined) return `for ${name} from ${from} to ${to}${end}:`;
    return `${mustEnd ? 'at most ' : ''}${to - from + 1} times${end}:`;
  },
  inner: (args) => args.steps,
  rounds({ from, to, until, isLeft }) {
    const most = to - from + 1;
    return { least: until || isLeft ? 1 : most, most };
  },
  async run(args, context) {
    for (let round = args.from; round <= args.to; round++) {
      const own = args.name === undefined ? {} : { [args.name]: round };
      const outcome = await context.runSteps(args.steps, { bindings: own });
      if (outcome.ended === 'left') return done;
      if (outcome.ended !== 'done') return { ended: 'abandoned' };
      if (args.until && valueOf(args.until, { ...context.bindings(), ...own }) === true) return done;
    }
    return args.mustEnd ? { ended: 'mismatch' } : done;
  },
  judge(args, outcome) {
    if (outcome.ended !== 'mismatch') return undefined;
    const count = args.to - args.from + 1;
    return {
      code: 'never-done',
      summary: `after ${count} ${count === 1 ? 'round' : 'rounds'} it was still not done${args.until ? `: ${args.until.source} never was true` : ''}`,
    };
  },
};

/** How often: one of three ways to say it. */
function readBound(
  words: Words,
  inside: Words,
): { readonly name?: string; readonly from: number; readonly to: number } {
  const bounds = ['times', 'in', 'at_most'].filter((word) => inside.has(word));
  const [first = 'repeat', second] = bounds;
  if (inside.has('for') !== inside.has('in') && (bounds.length === 0 || first === 'in')) {
    inside.problem({
      code: 'E011',
      at: inside.has('for') ? 'for' : 'in',
      message: '"for" and "in" belong together',
      suggestion: 'write `for: n, in: 1..5`',
    });
  } else if (bounds.length === 0) {
    words.problem({
      code: 'E061',
      at: 'repeat',
      message: 'repeat needs a bound, so that it always ends',
      suggestion: 'write `times: 5`, `for: n, in: 1..5`, or `at_most: 5`',
    });
  } else if (second !== undefined || inside.has('for') !== inside.has('in')) {
    inside.problem({
      code: 'E016',
      at: first,
      message: `"${first}" and "${second === undefined || second === 'in' ? 'for … in' : second}" both say how often`,
      suggestion: 'keep one of the two',
    });
  }
  const name = inside.text('for');
  const range = inside.text('in') ?? `1..${inside.number('times') ?? inside.number('at_most') ?? 1}`;
  const [from, to] = range.split('..').map(Number) as [number, number];
  refuseOddRange(inside, from, to);
  return { ...(name !== undefined && { name }), from, to };
}

function refuseOddRange(inside: Words, from: number, to: number): void {
  if (to < from)
    inside.problem({
      code: 'E015',
      at: 'in',
      on: 'value',
      message: `${from}..${to} is no round at all`,
      suggestion: `write the smaller number first: ${to}..${from}`,
    });
  else if (to - from >= MOST_ROUNDS)
    inside.problem({
      code: 'E015',
      at: 'in',
      on: 'value',
      message: `"in" may have at most ${grouped(MOST_ROUNDS)} rounds, not ${grouped(to - from + 1)}`,
      suggestion: 'write a smaller number',
    });
}

/** Words that only say something together. */
function refuseIdleWords(inside: Words, isLeft: boolean): void {
  if (inside.has('else') && !inside.has('at_most'))
    inside.problem({
      code: 'E018',
      at: 'else',
      message: '"else" says nothing without "at_most"',
      suggestion: 'take it away, or write `at_most` for `times`',
    });
  if (inside.has('at_most') && !inside.has('until') && !isLeft)
    inside.problem({
      code: 'E064',
      at: 'at_most',
      message: 'nothing ends this repetition before all its rounds are done',
      suggestion: 'write `until: …` or a step `leave`; or `times`, where all rounds are meant',
    });
}
