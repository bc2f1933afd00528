import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import { waitUntil } from '../model/waiting.js';
import { judgeUnreachable } from './connect.js';
import type { FindingDraft, JudgeContext, StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface HandshakeArgs {
  readonly how: 'done' | 'refused';
}

/** Expects how the TLS handshake of a connection ends: a program must refuse a certificate that proves nothing. */
export const handshake: StepKind<HandshakeArgs> = {
  word: 'handshake',
  summary: 'expects how the TLS handshake ends: `handshake: refused`',
  schema: { enum: ['done', 'refused'], description: 'refused: the other side goes away without a word of its own' },
  modifiers: { within: shapes.duration },
  actors: ['peer'],
  bare: false,
  expects: true,
  connection: (args) => (args.how === 'done' ? 'opens' : 'ends'),
  read(words) {
    if (words.peer && !words.peer.tls)
      words.problem({
        code: 'E043',
        at: 'handshake',
        message: `"${words.peer.name}" does not speak TLS`,
        suggestion: 'write `tls: …` at the peer',
      });
    return { how: words.data('handshake') === 'refused' ? 'refused' : 'done' };
  },
  describe: (args) => `expect that the TLS handshake is ${args.how}`,
  async run(args, context) {
    const conversation = await context.conversation();
    if ('ended' in conversation)
      return conversation.ended === 'no-handshake' && args.how === 'refused' ? done : conversation;
    if (args.how === 'done') return done;
    // Many a library looks at the certificate only when the handshake is done, and then leaves without a word.
    const { inbox } = conversation;
    const seen = await waitUntil(
      () => (inbox.arrivedBytes > 0 ? 'spoke' : inbox.ended && 'left'),
      inbox,
      context.deadline(context.withinMs),
      () => 'silent',
    );
    if (seen === 'left') {
      await conversation.close('fin');
      return done;
    }
    const rest = inbox.unread().slice();
    return seen === 'spoke' ? { ended: 'mismatch', rest } : { ended: 'silence', rest, waitedMs: context.withinMs };
  },
  judge,
};

function judge(_args: HandshakeArgs, outcome: StepOutcome, evidence: JudgeContext): FindingDraft | undefined {
  if (outcome.ended === 'mismatch' || outcome.ended === 'silence')
    return {
      code: 'certificate-accepted',
      summary: `${evidence.program} ${outcome.ended === 'mismatch' ? 'went on' : 'kept the connection'} with a certificate that it must refuse`,
    };
  return judgeUnreachable(outcome, evidence);
}
