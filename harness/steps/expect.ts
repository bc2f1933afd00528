import { describeExpectation } from '../match/describe.js';
import { captures } from '../match/meets.js';
import { messagesOf } from '../match/messages.js';
import type { Expectation } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import type { Bindings } from '../model/value.js';
import { andThen } from '../model/waiting.js';
import { expectedAndActual, judgeExpect } from './expect-judge.js';
import { glanceAt, takeExpected } from './expect-take.js';
import type { StepContext, StepKind } from './step-kind.js';

export interface ExpectArgs {
  readonly expectation: Expectation;
  /** Over UDP: the answer must come from the port that was asked. */
  readonly fromAsked: boolean;
  /** The name that the message is kept under. */
  readonly as?: string;
}

/** Waits for what the program should say, and takes it from the inbox. `within` limits silence, not size. */
export const expect: StepKind<ExpectArgs> = {
  word: 'expect',
  summary: 'waits for a message and compares it',
  schema: shapes.expectation,
  modifiers: {
    within: shapes.duration,
    as: { ...shapes.name, description: 'a name for what was taken: later steps may use it' },
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
    const expectation = words.expectation('expect') ?? { kind: 'any', count: 1 };
    const isStream = words.peer?.over === 'tcp' && words.frame?.name === 'raw';
    if (words.has('as') && takesSeveral(expectation) && !isStream) {
      words.problem({
        code: 'E016',
        at: 'as',
        message: '"as" keeps one message, and this expectation takes several',
        suggestion: 'expect them one by one',
      });
    }
    const as = words.keeps('as', 'bytes');
    return { expectation, fromAsked: words.has('source'), ...(as !== undefined && { as }) };
  },
  messages: ({ expectation }) => messagesOf(expectation),
  describe: (args) =>
    `expect ${describeExpectation(args.expectation)}${args.fromAsked ? ' from the port that was asked' : ''}${args.as === undefined ? '' : `, kept as ${args.as}`}`,
  run: (args, context) =>
    andThen(context.conversation(), (conversation) => {
      if ('ended' in conversation) return conversation;
      const taken = takeExpected(args, conversation, context, context.deadline(context.withinMs));
      return keepsNothing(args) ? taken : andThen(taken, (outcome) => keep(args, outcome, context));
    }),
  decides: ({ expectation }) =>
    expectation.kind === 'next' ||
    ((expectation.kind === 'any' || expectation.kind === 'any-bytes') && expectation.count === 1),
  glance: (args, context) =>
    andThen(context.conversation(), (conversation) =>
      'ended' in conversation ? conversation : glanceAt(args, conversation, context),
    ),
  compared: (args, outcome, evidence) => expectedAndActual(args.expectation, outcome, evidence),
  judge: (args, outcome, evidence) => judgeExpect(args, outcome, evidence),
};

function takesSeveral(expectation: Expectation): boolean {
  return expectation.kind === 'unordered' || (expectation.kind === 'any' && expectation.count !== 1);
}

function keepsNothing({ expectation, as }: ExpectArgs): boolean {
  return (
    as === undefined && !('predicates' in expectation && expectation.predicates.some(({ kind }) => kind === 'match'))
  );
}

function keep(args: ExpectArgs, outcome: StepOutcome, context: StepContext): StepOutcome {
  if (outcome.ended === 'done') context.keep(keptBy(args, outcome));
  return outcome;
}

/** What named groups took of the message, and the message itself where it has a name. */
function keptBy({ expectation, as }: ExpectArgs, { messages }: StepOutcome): Bindings {
  const message = messages?.at(-1) ?? new Uint8Array();
  return {
    ...('predicates' in expectation && captures(expectation.predicates, message)),
    ...(as !== undefined && { [as]: message }),
  };
}
