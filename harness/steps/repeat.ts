import type { JsonSchema } from '../model/language.js';
import { shapes } from '../model/shapes.js';
import type { Step } from '../model/spec.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface RepeatArgs {
  /** The variable that holds the number of the round. */
  readonly name?: string;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly Step[];
}

/** More rounds than any check has time for. */
const MOST_ROUNDS = 100_000;

const schema: JsonSchema = {
  type: 'object',
  properties: {
    times: { type: 'integer', minimum: 1, maximum: MOST_ROUNDS, description: 'how many rounds' },
    for: { ...shapes.name, description: 'a name for the number of the round' },
    in: { ...shapes.range, description: 'the first and the last number: 1..5' },
    steps: shapes.steps,
  },
  required: ['steps'],
  additionalProperties: false,
  description: 'the steps again and again; always with a bound',
};

/** Does its steps again and again, with a bound. */
export const repeat: StepKind<RepeatArgs> = {
  word: 'repeat',
  summary: 'does its steps again and again: `times: 5`, or `for: n, in: 1..5`',
  schema,
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read(words) {
    const inside = words.inside('repeat');
    const name = inside.text('for');
    const [from, to] = (inside.text('in') ?? `1..${inside.number('times') ?? 1}`).split('..').map(Number) as [
      number,
      number,
    ];
    if (!inside.has('times') && inside.has('for') !== inside.has('in')) {
      inside.problem({
        code: 'E011',
        at: inside.has('for') ? 'for' : 'in',
        message: '"for" and "in" belong together',
        suggestion: 'write `for: n, in: 1..5`',
      });
    } else if (!inside.has('times') && !inside.has('in')) {
      words.problem({
        code: 'E061',
        at: 'repeat',
        message: 'repeat needs a bound, so that it always ends',
        suggestion: 'write `times: 5`, or `for: n, in: 1..5`',
      });
    } else if (inside.has('times') && (inside.has('in') || inside.has('for'))) {
      inside.problem({
        code: 'E016',
        at: 'times',
        message: '"times" and "for … in" say the same thing twice',
        suggestion: 'keep one of the two',
      });
    }
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
        message: `"in" may have at most ${MOST_ROUNDS.toLocaleString('en')} rounds, not ${(to - from + 1).toLocaleString('en')}`,
        suggestion: 'write a smaller number',
      });
    return {
      ...(name !== undefined && { name }),
      from,
      to,
      steps: inside.steps('steps', name === undefined ? {} : { bind: [name] }),
    };
  },
  describe: (args) =>
    args.name === undefined ? `${args.to - args.from + 1} times:` : `for ${args.name} from ${args.from} to ${args.to}:`,
  inner: (args) => args.steps,
  async run(args, context) {
    for (let round = args.from; round <= args.to; round++) {
      const outcome = await context.runSteps(args.steps, {
        bindings: args.name === undefined ? {} : { [args.name]: round },
      });
      if (outcome.ended !== 'done') return { ended: 'abandoned' };
    }
    return done;
  },
  judge: () => undefined,
};
