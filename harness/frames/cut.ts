import type { Frame } from './frame.js';

/** What some bytes of a stream are, from the first on. */
interface Cut {
  /** The lengths on the wire of the messages that are complete. */
  readonly messages: readonly number[];
  /** What is behind them, and no message yet. */
  readonly restBytes: number;
}

/** Cuts bytes into messages. Undefined for a frame that knows no messages, and where the bytes are none. */
export function cutInto(frame: Frame, args: unknown, bytes: Uint8Array): Cut | undefined {
  if (frame.word === 'raw' || frame.word === 'datagram') return undefined;
  const messages: number[] = [];
  for (let from = 0; from < bytes.length;) {
    const decoded = frame.decode(args, bytes.subarray(from));
    if (decoded.kind === 'malformed') return undefined;
    if (decoded.kind === 'incomplete') return { messages, restBytes: bytes.length - from };
    messages.push(decoded.consumed);
    from += decoded.consumed;
  }
  return { messages, restBytes: 0 };
}
