import { sayDuration } from '../model/duration.js';
import { shapes } from '../model/shapes.js';
import { waitUntil } from '../model/waiting.js';
import { excerpt } from '../match/compare.js';
import { judgeUnreachable } from './connect.js';
import type { StepKind } from './step-kind.js';

interface QuietArgs {
  readonly forMs: number;
}

/** Expects that nothing arrives for so long: not one message more. */
export const quiet: StepKind<QuietArgs> = {
  word: 'quiet',
  summary: 'expects that nothing arrives for so long',
  schema: shapes.duration,
  modifiers: {},
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: () => 'receives',
  read: (words) => ({ forMs: words.durationMs('quiet') ?? 0 }),
  describe: (args) => `expect silence for ${sayDuration(args.forMs)}`,
  async run(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation) return conversation;
    const { inbox } = conversation;
    const deadline = context.deadline(args.forMs);
    const arrived = await waitUntil(
      () => inbox.peek() !== undefined || inbox.unreadBytes > 0 || undefined,
      inbox,
      deadline,
      () => false,
    );
    return arrived ? { ended: 'mismatch', rest: inbox.unread().slice() } : { ended: 'done' };
  },
  judge(args, outcome, evidence) {
    if (outcome.ended !== 'mismatch') return judgeUnreachable(outcome, evidence);
    const rest = outcome.rest ?? new Uint8Array();
    const what = evidence.over === 'udp' ? `one more datagram (${rest.length} bytes)` : `${rest.length} more bytes`;
    return {
      code: 'not-quiet',
      summary: `${evidence.program} sent ${what} where nothing should have come for ${sayDuration(args.forMs)}`,
      comparison: { wanted: 'nothing more', actual: excerpt(rest) },
    };
  },
};
