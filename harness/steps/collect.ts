import { describeExpectation } from '../match/describe.js';
import type { Expectation } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import { andThen } from '../model/waiting.js';
import { expectedAndActual, judgeExpect } from './expect-judge.js';
import { takeExpected } from './expect-take.js';
import type { StepKind } from './step-kind.js';

interface CollectArgs {
  readonly expectation: Extract<Expectation, { kind: 'collect' }>;
  readonly as?: string;
}

/** Takes messages until there are so many of a kind; the others are passed over. */
export const collect: StepKind<CollectArgs> = {
  word: 'collect',
  summary: 'takes so many messages, and passes over those that do not match',
  schema: { ...shapes.size, description: 'how many messages are taken' },
  modifiers: {
    match: { ...shapes.pattern, description: 'only messages that match are taken' },
    as: { ...shapes.name, description: 'a name for what was taken: later steps may use it' },
    within: shapes.duration,
  },
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: () => 'receives',
  read(words) {
    if (words.peer?.over === 'tcp' && words.frame?.name === 'raw')
      words.problem({
        code: 'E044',
        at: 'collect',
        message: '"collect" takes whole messages, and without a frame there are none: bytes just come',
        suggestion: 'give the peer a frame, like `frame: line`',
      });
    if (words.size('collect') === 0)
      words.problem({
        code: 'E077',
        at: 'collect',
        on: 'value',
        message: 'this is met before anything has come, so no program can fail it',
        suggestion: 'say how many must come',
      });
    const pattern = words.pattern('match');
    const as = words.keeps('as', 'a list of text');
    return {
      expectation: { kind: 'collect', count: words.size('collect') ?? 1, ...(pattern !== undefined && { pattern }) },
      ...(as !== undefined && { as }),
    };
  },
  describe: (args) =>
    `collect ${describeExpectation(args.expectation)}${args.as === undefined ? '' : `, kept as ${args.as}`}`,
  run: ({ expectation, as }, context) =>
    andThen(context.conversation(), (conversation) => {
      if ('ended' in conversation) return conversation;
      const deadline = context.deadline(context.withinMs);
      return andThen(takeExpected({ expectation, fromAsked: false }, conversation, context, deadline), (outcome) => {
        if (outcome.ended === 'done' && as !== undefined) context.keep({ [as]: outcome.messages ?? [] });
        return outcome;
      });
    }),
  compared: (args, outcome, evidence) => expectedAndActual(args.expectation, outcome, evidence),
  judge: (args, outcome, evidence) =>
    judgeExpect({ expectation: args.expectation, fromAsked: false }, outcome, evidence),
};
