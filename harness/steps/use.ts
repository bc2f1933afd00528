import { describeValue } from '../match/describe.js';
import type { UsedBlock } from '../model/language.js';
import { shapes } from '../model/shapes.js';
import type { Bindings, Bound } from '../model/value.js';
import { boundTo } from '../value/evaluate.js';
import type { StepKind } from './step-kind.js';

/** The steps of a block of the spec, with the values that it takes. In the name of a peer, the steps without a name are that peer's. */
export const use: StepKind<UsedBlock> = {
  word: 'use',
  summary: 'does the steps of a block: `use: login`, or `use: { login: { user: "bob" } }`',
  schema: {
    type: ['string', 'object'],
    minProperties: 1,
    maxProperties: 1,
    propertyNames: shapes.name,
    additionalProperties: {
      type: 'object',
      propertyNames: shapes.name,
      additionalProperties: shapes.argument,
      description: 'the values that the block takes',
    },
    description: 'the name of a block, or a map of its name and the values that it takes',
  },
  modifiers: {},
  actors: ['none', 'peer'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read: (words) => words.block('use'),
  describe(args) {
    const values = args.values.map(
      ({ name, value }) => `${name} = ${typeof value === 'number' ? value : describeValue(value)}`,
    );
    return `${args.block}${values.length === 0 ? '' : ` with ${values.join(', ')}`}:`;
  },
  inner: (args) => args.steps,
  gives: (args) => args.values,
  async run(args, context) {
    const bound: Record<string, Bound> = {};
    for (const { name, value } of args.values)
      bound[name] = typeof value === 'number' ? value : boundTo(value, context.sight);
    const bindings: Bindings = bound;
    const outcome = await context.runSteps(args.steps, { bindings });
    return outcome.ended === 'done' ? outcome : { ended: 'abandoned' };
  },
  judge: () => undefined,
};
