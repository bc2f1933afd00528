import { sayDuration } from '../model/duration.js';
import { shapes } from '../model/shapes.js';
import { waitUntil } from '../model/waiting.js';
import { excerpt } from '../match/compare.js';
import { judgeUnreachable } from './connect.js';
import type { StepKind } from './step-kind.js';
import { grouped } from '../model/grouped.js';

interface ClosedArgs {
  readonly how: 'cleanly' | 'by reset' | 'somehow';
  readonly extraOk: boolean;
}

/** Waits until the program has closed its side; what it sends before that must have been expected. */
export const closed: StepKind<ClosedArgs> = {
  word: 'closed',
  summary: 'expects that the program closes the connection, with nothing unread before',
  schema: { enum: ['cleanly', 'by reset', 'somehow'], description: 'cleanly: a FIN; by reset: a RST; somehow: either' },
  modifiers: {
    within: shapes.duration,
    extra: { const: 'ok', description: 'unread bytes before the end are no fault' },
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
    return { how: how === 'by reset' || how === 'somehow' ? how : 'cleanly', extraOk: words.data('extra') === 'ok' };
  },
  describe: (args) => `expect the connection to be closed${args.how === 'cleanly' ? '' : ` ${args.how}`}`,
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
  judge(_args, outcome, evidence) {
    const rest = outcome.rest ?? new Uint8Array();
    switch (outcome.ended) {
      case 'silence':
        return {
          code: 'still-open',
          summary: `${evidence.program} kept the connection open: it should have closed it within ${sayDuration(outcome.waitedMs ?? 0)}`,
        };
      case 'mismatch':
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
