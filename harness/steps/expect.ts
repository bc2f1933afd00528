import { describeExpectation } from '../match/describe.js';
import type { Expectation } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import { expectedAndActual, judgeExpect } from './expect-judge.js';
import { takeExpected } from './expect-take.js';
import type { StepKind } from './step-kind.js';

export interface ExpectArgs {
  readonly expectation: Expectation;
  /** Over UDP: the answer must come from the port that was asked. */
  readonly fromAsked: boolean;
}

/** Waits for what the program should say, and takes it from the inbox. `within` limits silence, not size. */
export const expect: StepKind<ExpectArgs> = {
  word: 'expect',
  summary: 'waits for a message and compares it',
  schema: shapes.expectation,
  modifiers: {
    within: shapes.duration,
    source: { const: 'asked', description: 'the datagram must come from the port that was asked (UDP)' },
  },
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: () => 'receives',
  read(words) {
    if (words.has('source') && words.peer?.over === 'tcp') {
      words.problem({
        code: 'E043',
        at: 'source',
        message: 'over TCP an answer can only come from the port that was asked',
        suggestion: 'take "source" away',
      });
    }
    return { expectation: words.expectation('expect') ?? { kind: 'any', count: 1 }, fromAsked: words.has('source') };
  },
  describe: (args) =>
    `expect ${describeExpectation(args.expectation)}${args.fromAsked ? ' from the port that was asked' : ''}`,
  async run(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    const deadline = context.deadline(context.withinMs);
    try {
      return await takeExpected(args, conversation, context, deadline);
    } finally {
      deadline.cancel();
    }
  },
  compared: (args, outcome, evidence) => expectedAndActual(args.expectation, outcome, evidence),
  judge: (args, outcome, evidence) => judgeExpect(args, outcome, evidence),
};
