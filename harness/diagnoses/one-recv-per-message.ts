import { firstDifference } from '../model/bytes.js';
import { grouped, sayBytes } from '../model/grouped.js';
import { isBufferSize } from './buffer-sizes.js';
import { echoOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { failingFlow, type Flow } from './flows.js';

/** What one recv gave was taken for the whole message: the first piece came back, and the others were not even fetched, or lost. */
export const oneRecvPerMessage: Diagnosis = {
  code: 'one-recv-per-message',
  explains: ['reply-incomplete', 'closed-early'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const compared = echoOf(evidence);
    if (!compared || flow?.over !== 'tcp') return undefined;
    const { expected, actual } = compared;
    if (actual.length === 0 || actual.length >= expected.length || firstDifference(expected, actual) !== actual.length)
      return undefined;
    const shown = firstPieceAlone(flow, evidence, actual.length) ?? leftUnread(flow, actual.length);
    if (shown === undefined) return undefined;
    return {
      code: this.code,
      title: 'Your program takes what one recv gives for the whole message.',
      evidence: `${grouped(actual.length)} of ${sayBytes(expected.length)} came back${shown}.`,
      advice: `TCP is a stream: one recv brings a part of a message, or the whole, or two. Read on and on until ${wordsOf(evidence).hasClosed}, and send back every part as it comes.`,
    };
  },
};

/** The message went out in pieces, each when the one before had been read: what came back is the first. */
function firstPieceAlone(flow: Flow, { check }: Evidence, count: number): string | undefined {
  const [first, second] = flow.sent;
  const isCut = check.check.steps.some(({ kind, args }) => kind === 'send' && hasPieces(args));
  return isCut && first?.data.length === count && (second || flow.ended)
    ? ', and that is the first of the pieces in which it was sent'
    : undefined;
}

function hasPieces(args: unknown): boolean {
  const { pieces, everyPiece } = args as { readonly pieces?: unknown; readonly everyPiece?: unknown };
  return pieces !== undefined || everyPiece !== undefined;
}

/** The rest had arrived, and the program never fetched it. */
function leftUnread(flow: Flow, count: number): string | undefined {
  const unread = flow.observed?.unreadBytes ?? 0;
  if (flow.ended || !flow.observed?.accepted || unread === 0) return undefined;
  return `${isBufferSize(count) ? `, and ${grouped(count)} is a usual buffer size` : ''}; ${sayBytes(unread)} more had arrived, and it did not fetch them`;
}
