import { evaluate } from '../value/evaluate.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import type { Value } from '../model/value.js';
import { andThen, type Deadline, type Eventual } from '../model/waiting.js';
import { describeValue } from '../match/describe.js';
import { judgeUnreachable } from './connect.js';
import { framed } from './framed.js';
import type { Conversation, FindingDraft, JudgeContext, StepContext, StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface SendArgs {
  readonly value: Value;
  readonly raw: boolean;
  /** Sizes of the pieces; `rest` takes what is left, `each` repeats its size to the end. */
  readonly pieces?: readonly (number | 'rest')[];
  readonly everyPiece?: number;
  /** It is part of the script that the other side stops reading. */
  readonly mayStall: boolean;
}

/** How long a send that may stall must make no progress before it counts as stalled. */
const STALLED_AFTER_MS = 250;

/** Sends one message (bytes, on a raw frame). It is done when the kernel has taken all of it. */
export const send: StepKind<SendArgs> = {
  word: 'send',
  summary: 'sends one message in the frame of its peer',
  schema: shapes.value,
  modifiers: {
    raw: { type: 'boolean', description: 'send the bytes alone, without the frame' },
    pieces: {
      type: ['array', 'string'],
      items: { type: ['integer', 'string'], minimum: 1, pattern: '^rest$' },
      minItems: 1,
      pattern: '^each [1-9][0-9]*$',
      description:
        'sizes of the pieces, like [1, 7, rest], or "each 1": a piece is sent once the program has read the one before',
    },
    may: { const: 'stall', description: 'the program may stop reading; then the step is done' },
    within: shapes.duration,
  },
  actors: ['peer'],
  bare: false,
  expects: false,
  overlaps: true,
  connection: () => 'sends',
  read(words) {
    const pieces = words.data('pieces');
    if (pieces !== undefined && words.peer?.over === 'udp') {
      words.problem({
        code: 'E043',
        at: 'pieces',
        message: 'a datagram travels whole: pieces are for TCP',
        suggestion: 'send several datagrams instead',
      });
    }
    if (Array.isArray(pieces) && pieces.slice(0, -1).includes('rest'))
      words.problem({
        code: 'E018',
        at: 'pieces',
        message: 'nothing is left behind "rest": it takes all that there is',
        suggestion: 'put it last',
      });
    return {
      value: words.value('send') ?? { kind: 'template', parts: [] },
      raw: words.data('raw') === true,
      ...(Array.isArray(pieces) && { pieces: pieces as (number | 'rest')[] }),
      ...(typeof pieces === 'string' && { everyPiece: Number(pieces.slice('each '.length)) }),
      mayStall: words.data('may') === 'stall',
    };
  },
  messages: ({ value, raw }) => (raw ? [] : [{ value, as: 'sent' }]),
  cuts({ value, raw, pieces, everyPiece }) {
    const sizes = everyPiece === undefined ? pieces?.filter((size) => size !== 'rest') : [everyPiece];
    return sizes && { value, framed: !raw, sizes };
  },
  describe: (args) => `send ${describeValue(args.value)}${args.raw ? ' without its frame' : ''}${sayPieces(args)}`,
  run: (args, context) =>
    andThen(context.conversation(), (conversation) => {
      if ('ended' in conversation) return conversation;
      const bytes = args.raw ? evaluate(args.value, context.sight) : framed(args.value, conversation, context.sight);
      return sendBytes(args, bytes, conversation, context);
    }),
  judge: judgeSend,
};

function sendBytes(
  args: SendArgs,
  bytes: Uint8Array,
  conversation: Conversation,
  context: StepContext,
): Eventual<StepOutcome> {
  const deadline = context.deadline(args.mayStall ? STALLED_AFTER_MS : context.withinMs);
  const isWhole = !args.pieces && args.everyPiece === undefined;
  const sent = isWhole
    ? writePiece(conversation, bytes, deadline)
    : writePieces(conversation, cut(bytes, args), deadline);
  return andThen(sent, (taken) => {
    if (taken >= bytes.length || args.mayStall) return done;
    // What does not go out although there is time goes to somebody who has left.
    const hasLeft = conversation.over === 'tcp' && !deadline.isReached;
    if (conversation.inbox.ended === 'reset' || hasLeft) return { ended: 'reset', taken };
    return { ended: 'stalled', taken, waitedMs: context.withinMs };
  });
}

async function writePieces(
  conversation: Conversation,
  pieces: Iterable<Uint8Array>,
  deadline: Deadline,
): Promise<number> {
  let taken = 0;
  for (const piece of pieces) {
    // The piece before must be in the program's hands, or both might be read at once.
    if (taken > 0 && !(await conversation.wasRead(deadline))) break;
    const count = await writePiece(conversation, piece, deadline);
    taken += count;
    if (count < piece.length) break;
    deadline.restart();
  }
  return taken;
}

/** Large sends go out in slices, so that progress is seen and the deadline limits standstill, not size. */
const SLICE = 65_536;

function writePiece(conversation: Conversation, bytes: Uint8Array, deadline: Deadline): Eventual<number> {
  if (conversation.over === 'udp') return conversation.send(bytes, deadline);
  if (bytes.length === 0) return 0;
  return bytes.length <= SLICE ? conversation.send(bytes, deadline) : writeSlices(conversation, bytes, deadline);
}

async function writeSlices(conversation: Conversation, bytes: Uint8Array, deadline: Deadline): Promise<number> {
  let taken = 0;
  while (taken < bytes.length) {
    const slice = bytes.subarray(taken, taken + SLICE);
    const count = await conversation.send(slice, deadline);
    taken += count;
    if (count < slice.length) break;
    deadline.restart();
  }
  return taken;
}

function* cut(bytes: Uint8Array, args: SendArgs): Generator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = args.everyPiece ?? args.pieces?.[index] ?? 'rest';
    const end = size === 'rest' ? bytes.length : at + size;
    yield bytes.subarray(at, end);
    at = end;
  }
}

function sayPieces(args: SendArgs): string {
  if (args.everyPiece !== undefined)
    return `, ${args.everyPiece === 1 ? 'byte by byte' : `${args.everyPiece} bytes at a time`}`;
  return args.pieces ? `, in pieces of ${args.pieces.join(', ')} bytes` : '';
}

function judgeSend(args: SendArgs, outcome: StepOutcome, evidence: JudgeContext): FindingDraft | undefined {
  const total = (): string => {
    const message = evaluate(args.value, evidence.sight);
    return String(args.raw ? message.length : (evidence.framing?.encode(message).length ?? message.length));
  };
  switch (outcome.ended) {
    case 'stalled':
      return {
        code: 'send-stalled',
        summary: `${evidence.program} stopped reading: only ${outcome.taken} of ${total()} bytes could be sent to it`,
      };
    case 'reset':
      return {
        code: 'reset-by-program',
        summary: `${evidence.program} broke the connection off (a reset) while we were sending: ${outcome.taken} of ${total()} bytes had gone out`,
      };
    default:
      return judgeUnreachable(outcome, evidence);
  }
}
