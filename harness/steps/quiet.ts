import { sayDuration } from '../model/duration.js';
import type { Predicate } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import { waitUntil } from '../model/waiting.js';
import { excerpt } from '../match/compare.js';
import { describePredicates } from '../match/describe.js';
import { meets } from '../match/meets.js';
import { judgeUnreachable } from './connect.js';
import type { Sight } from '../value/evaluate.js';
import { done, type Inbox, type StepKind } from './step-kind.js';

interface QuietArgs {
  readonly forMs: number;
  /** Only messages like this must not come; others are passed over. */
  readonly of?: readonly Predicate[];
  /** It waits for datagrams from anybody: who sends none is quiet. */
  readonly mayNobodyCome: boolean;
}

/** Expects that nothing arrives for so long: not one message more. */
export const quiet: StepKind<QuietArgs> = {
  word: 'quiet',
  summary: 'expects that nothing arrives for so long',
  schema: shapes.duration,
  modifiers: {
    of: { ...shapes.predicates, description: 'only messages like this must not come: others are passed over' },
  },
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: () => 'receives',
  read(words) {
    if (words.has('of') && words.peer?.over === 'tcp' && words.frame?.name === 'raw')
      words.problem({
        code: 'E044',
        at: 'of',
        message: '"of" looks at whole messages, and without a frame there are none: bytes just come',
        suggestion: 'give the peer a frame, like `frame: line`',
      });
    if (words.durationMs('quiet') === 0)
      words.problem({
        code: 'E077',
        at: 'quiet',
        on: 'value',
        message: 'a silence of no time is no silence, so no program can fail this',
        suggestion: 'say how long it lasts, like 300ms',
      });
    const of = words.has('of') ? words.predicates('of', { keeps: false }) : undefined;
    const mayNobodyCome = words.peer?.over === 'udp' && words.peer.role.kind === 'listen';
    return { forMs: words.durationMs('quiet') ?? 0, mayNobodyCome, ...(of && { of }) };
  },
  lasts: ({ forMs }) => ({ leastMs: forMs, mostMs: forMs }),
  describe: (args) =>
    args.of
      ? `expect that for ${sayDuration(args.forMs)} nothing comes that is ${describePredicates(args.of)}`
      : `expect silence for ${sayDuration(args.forMs)}`,
  async run(args, context) {
    const conversation = await context.conversation(args.mayNobodyCome ? args.forMs : undefined);
    if ('ended' in conversation) return args.mayNobodyCome && conversation.ended === 'nobody' ? done : conversation;
    const { inbox } = conversation;
    const deadline = context.deadline(args.forMs);
    const arrived = await waitUntil(
      () => breaksSilence(args, inbox, context.sight),
      inbox,
      deadline,
      () => false,
    );
    return arrived ? { ended: 'mismatch', rest: inbox.unread().slice() } : done;
  },
  judge(args, outcome, evidence) {
    if (outcome.ended !== 'mismatch') return judgeUnreachable(outcome, evidence);
    const rest = outcome.rest ?? new Uint8Array();
    if (args.of)
      return {
        code: 'not-quiet',
        summary: `${evidence.program} sent what should not have come for ${sayDuration(args.forMs)}`,
        comparison: { wanted: `nothing that is ${describePredicates(args.of, evidence.sight)}`, actual: excerpt(rest) },
      };
    const what = evidence.over === 'udp' ? `one more datagram (${rest.length} bytes)` : `${rest.length} more bytes`;
    return {
      code: 'not-quiet',
      summary: `${evidence.program} sent ${what} where nothing should have come for ${sayDuration(args.forMs)}`,
      comparison: { wanted: 'nothing more', actual: excerpt(rest) },
    };
  },
};

/** True once something has come that must not; messages that may come are taken. */
function breaksSilence({ of }: QuietArgs, inbox: Inbox, sight: Sight): true | undefined {
  if (!of) return inbox.peek() !== undefined || inbox.unread().length > 0 ? true : undefined;
  for (let seen = inbox.peek(); seen && 'message' in seen; seen = inbox.peek()) {
    if (meets(of, seen.message, sight)) return true;
    inbox.take(seen.consumed);
  }
  return undefined;
}
