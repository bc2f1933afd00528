import { concat, latin1 } from '../model/bytes.js';
import type { Exchange, Turn } from './exchange.js';

/** How the messages of a stream end, as far as can be guessed; `raw` where nothing fits all of them. */
export interface GuessedFrame {
  readonly name: 'raw' | 'line' | 'crlf' | 'nul';
  readonly end: string;
}

const raw: GuessedFrame = { name: 'raw', end: '' };

/** The frames that can be guessed. What both fit is the first one's. */
const candidates: readonly GuessedFrame[] = [
  { name: 'crlf', end: '\r\n' },
  { name: 'line', end: '\n' },
  { name: 'nul', end: '\0' },
];

/**
 * The frame that all that was said fits, on every connection and in both directions: text, in which the end of a message
 * stands at the end and nothing else looks like one.
 */
export function guessFrame(exchanges: readonly Exchange[]): GuessedFrame {
  const streams = exchanges
    .flatMap(({ turns }) => [wholeOf(turns, 'client'), wholeOf(turns, 'server')])
    .filter((stream) => stream.length > 0);
  if (streams.length === 0) return raw;
  return candidates.find((candidate) => streams.every((stream) => fits(candidate, stream))) ?? raw;
}

function wholeOf(turns: readonly Turn[], by: Turn['by']): Uint8Array {
  return concat(turns.flatMap((turn) => (turn.by === by && turn.kind === 'says' ? [turn.data] : [])));
}

function fits({ name, end }: GuessedFrame, stream: Uint8Array): boolean {
  const text = latin1(stream);
  if (!text.endsWith(end)) return false;
  const inside = text.replaceAll(end, '');
  // Bytes that are no text are rather the body of a file than messages.
  return name === 'nul' ? !/[^\x20-\x7e\t\r\n]/.test(inside) : !/[\0\r\n]/.test(inside);
}

/** Cuts what was said into messages; one stands where its last byte was said. The ends are left out. */
export function cut(turns: readonly Turn[], { end }: GuessedFrame): Turn[] {
  const rest: Record<Turn['by'], string> = { client: '', server: '' };
  return turns.flatMap((turn): Turn[] => {
    if (turn.kind === 'ends') return [turn];
    const messages = (rest[turn.by] + latin1(turn.data)).split(end);
    rest[turn.by] = messages.pop() ?? '';
    return messages.map((message) => ({ ...turn, data: Uint8Array.from(message, (unit) => unit.charCodeAt(0)) }));
  });
}
