import { sayDuration } from '../model/duration.js';
import type { Predicate } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import { waitUntil } from '../model/waiting.js';
import { excerpt } from '../match/compare.js';
import { describePredicates } from '../match/describe.js';
import { meets } from '../match/meets.js';
import { judgeUnreachable } from './connect.js';
import type { Sight } from '../value/evaluate.js';
import type { Conversation, StepKind } from './step-kind.js';
import { grouped } from '../model/grouped.js';

interface ClosedArgs {
  readonly how: 'cleanly' | 'by reset' | 'somehow';
  readonly extraOk: boolean;
  /** Unread messages are no fault, unless they are like this. */
  readonly without?: readonly Predicate[];
}

/** Waits until the program has closed its side; what it sends before that must have been expected. */
export const closed: StepKind<ClosedArgs> = {
  word: 'closed',
  summary: 'expects that the program closes the connection, with nothing unread before',
  schema: { enum: ['cleanly', 'by reset', 'somehow'], description: 'cleanly: a FIN; by reset: a RST; somehow: either' },
  modifiers: {
    within: shapes.duration,
    extra: { const: 'ok', description: 'unread bytes before the end are no fault' },
    without: { ...shapes.predicates, description: 'other messages may come before the end, but none like this' },
  },
  actors: ['peer'],
  bare: true,
  expects: true,
  connection: () => 'ends',
  read(words) {
    if (words.peer?.over === 'udp')
      words.problem({
        code: 'E043',
        at: 'closed',
        message: 'UDP has no connection that could be closed',
        suggestion: 'use quiet: 300ms',
      });
    const how = words.data('closed');
    if (words.has('extra') && words.has('without'))
      words.problem({
        code: 'E016',
        at: 'extra',
        message: '"without" says already which extra messages are no fault',
        suggestion: 'take "extra" away',
      });
    const without = words.has('without') ? words.predicates('without', { keeps: false }) : undefined;
    return {
      how: how === 'by reset' || how === 'somehow' ? how : 'cleanly',
      extraOk: words.data('extra') === 'ok' || without !== undefined,
      ...(without && { without }),
    };
  },
  describe: (args) =>
    `expect the connection to be closed${args.how === 'cleanly' ? '' : ` ${args.how}`}${args.without ? `, with nothing before that is ${describePredicates(args.without)}` : ''}`,
  async run(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    const { inbox } = conversation;
    const deadline = context.deadline(context.withinMs);
    const ended = await waitUntil(
      () => inbox.ended,
      inbox,
      deadline,
      () => undefined,
    );
    const rest = inbox.unread().slice();
    if (args.without && isIn(args.without, conversation, context.sight)) return { ended: 'mismatch', rest };
    if (!ended) return { ended: 'silence', rest, waitedMs: context.withinMs };
    if (rest.length > 0 && !args.extraOk) return { ended: 'mismatch', rest };
    if (!isRight(args, ended)) return { ended: ended === 'reset' ? 'reset' : 'closed', rest };
    await conversation.close('fin');
    return { ended: 'done' };
  },
  decides: () => true,
  async glance(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    const { inbox } = conversation;
    return {
      changing: inbox,
      look() {
        const rest = inbox.unread().slice();
        if (rest.length > 0 && !args.extraOk) return { isFinal: true, outcome: { ended: 'mismatch', rest } };
        if (inbox.ended === undefined)
          return { isFinal: false, outcome: { ended: 'silence', rest, waitedMs: context.withinMs } };
        return isRight(args, inbox.ended)
          ? 'met'
          : { isFinal: true, outcome: { ended: inbox.ended === 'reset' ? 'reset' : 'closed', rest } };
      },
    };
  },
  judge(args, outcome, evidence) {
    const rest = outcome.rest ?? new Uint8Array();
    switch (outcome.ended) {
      case 'silence':
        return {
          code: 'still-open',
          summary: `${evidence.program} kept the connection open: it should have closed it within ${sayDuration(outcome.waitedMs ?? 0)}`,
        };
      case 'mismatch':
        if (args.without)
          return {
            code: 'forbidden-answer',
            summary: `${evidence.program} sent what it must not send`,
            comparison: {
              wanted: `nothing that is ${describePredicates(args.without, evidence.sight)}`,
              actual: excerpt(rest),
            },
          };
        return {
          code: 'extra-bytes',
          summary: `${evidence.program} sent ${grouped(rest.length)} byte${rest.length === 1 ? '' : 's'} too many before it closed the connection`,
          comparison: { wanted: 'nothing more', actual: excerpt(rest) },
        };
      case 'reset':
        return {
          code: 'reset-by-program',
          summary: `${evidence.program} broke the connection off (a reset) instead of closing it`,
        };
      case 'closed':
        return {
          code: 'closed-early',
          summary: `${evidence.program} closed the connection politely where a reset was expected`,
        };
      default:
        return judgeUnreachable(outcome, evidence);
    }
  },
};

function isRight({ how }: ClosedArgs, ended: 'fin' | 'reset'): boolean {
  return how === 'somehow' || (how === 'by reset') === (ended === 'reset');
}

/** True where one of the unread messages is like that; on a stream without messages, what came as a whole. */
function isIn(predicates: readonly Predicate[], { inbox, framing, over }: Conversation, sight: Sight): boolean {
  if (framing.name !== 'raw' || over === 'udp') {
    for (let seen = inbox.peek(); seen && 'message' in seen; seen = inbox.peek()) {
      if (meets(predicates, seen.message, sight)) return true;
      inbox.take(seen.consumed);
    }
  }
  return inbox.unread().length > 0 && meets(predicates, inbox.unread(), sight);
}
