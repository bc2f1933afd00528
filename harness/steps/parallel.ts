import { shapes } from '../model/shapes.js';
import type { Step } from '../model/spec.js';
import type { StepKind } from './step-kind.js';

interface ParallelArgs {
  readonly copies: number;
  readonly of: string;
  readonly steps: readonly Step[];
}

/** The same steps by many copies of a peer side by side. `${me}` is the copy's name, `${copy}` its number. */
export const parallel: StepKind<ParallelArgs> = {
  word: 'parallel',
  summary: 'many copies of a peer do the same steps side by side',
  schema: {
    type: 'object',
    properties: {
      copies: { type: 'integer', minimum: 1, maximum: 10_000, description: 'how many copies' },
      of: { ...shapes.name, description: 'the peer that is copied' },
      steps: shapes.steps,
    },
    required: ['copies', 'of', 'steps'],
    additionalProperties: false,
    description: 'copies of a peer, side by side',
  },
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read(words) {
    const inside = words.inside('parallel');
    const of = inside.text('of') ?? '';
    inside.actor('of', of, ['peer']);
    return {
      copies: inside.number('copies') ?? 1,
      of,
      steps: inside.copies('steps', of),
    };
  },
  describe: (args) => `${args.copies} copies of ${args.of}, side by side:`,
  inner: (args) => args.steps,
  names: (args) => [args.of],
  copiesPeer: true,
  run: (args, context) =>
    context.together(
      Array.from({ length: args.copies }, (_, index) => {
        const as = `${args.of}${index + 1}`;
        return (member) =>
          member.runSteps(args.steps, { bindings: { me: as, copy: index + 1 }, acting: { peer: args.of, as } });
      }),
    ),
  judge: () => undefined,
};
