import { describeExpectation } from '../match/describe.js';
import type { Expectation } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import { judgeExpect } from './expect-judge.js';
import { takeExpected } from './expect-take.js';
import type { StepKind } from './step-kind.js';

export interface ExpectArgs {
  readonly expectation: Expectation;
}

/** Waits for what the program should say, and takes it from the inbox. `within` limits silence, not size. */
export const expect: StepKind<ExpectArgs> = {
  word: 'expect',
  summary: 'waits for a message and compares it',
  schema: shapes.expectation,
  modifiers: { within: shapes.duration },
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: () => 'receives',
  read(words) {
    return { expectation: words.expectation('expect') ?? { kind: 'any', count: 1 } };
  },
  describe: (args) => `expect ${describeExpectation(args.expectation)}`,
  async run(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    const deadline = context.deadline(context.withinMs);
    try {
      return await takeExpected(args.expectation, conversation, context, deadline);
    } finally {
      deadline.cancel();
    }
  },
  judge: (args, outcome, evidence) => judgeExpect(args.expectation, outcome, evidence),
};
