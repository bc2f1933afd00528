import { shapes } from '../model/shapes.js';
import type { Value } from '../model/value.js';
import { andThen } from '../model/waiting.js';
import { describeValue } from '../match/describe.js';
import { judgeUnreachable } from './connect.js';
import { framed } from './framed.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface AnswerArgs {
  readonly value: Value;
}

/** Answers the message that the `expect` beside it took. A peer that answers again remembers the pair. */
export const answer: StepKind<AnswerArgs> = {
  word: 'answer',
  summary: 'answers the message that the expect beside it took',
  schema: shapes.value,
  modifiers: { within: shapes.duration },
  actors: ['peer'],
  bare: false,
  expects: false,
  connection: () => 'sends',
  read(words) {
    if (!words.has('expect')) {
      words.problem({
        code: 'E016',
        at: 'answer',
        message: 'an answer needs the expect that it answers, in the same map',
        suggestion: 'write { expect: …, answer: … }, or send',
      });
    }
    return { value: words.value('answer') ?? { kind: 'template', parts: [] } };
  },
  messages: ({ value }) => [{ value, as: 'sent' }],
  describe: (args) => `answer ${describeValue(args.value)}`,
  run: (args, context) =>
    andThen(context.conversation(), (conversation) => {
      if ('ended' in conversation) return conversation;
      const bytes = framed(args.value, conversation, context.sight);
      if (conversation.lastTaken) conversation.remember(conversation.lastTaken, bytes);
      return andThen(conversation.send(bytes, context.deadline(context.withinMs)), (taken) =>
        taken === bytes.length ? done : { ended: conversation.inbox.ended === 'reset' ? 'reset' : 'stalled', taken },
      );
    }),
  judge(args, outcome, evidence) {
    if (outcome.ended === 'stalled' || outcome.ended === 'reset') {
      return {
        code: 'gone-before-answer',
        summary: `${evidence.program} was gone before it could be answered ${describeValue(args.value)}`,
      };
    }
    return judgeUnreachable(outcome, evidence);
  },
};
