import type { FrameSyntax, MessageRole, Refusal } from '../model/language.js';
import type { Outline } from '../model/outline.js';

/** How a stream of bytes is cut into messages. Pure: bytes in, messages out. */
export interface Frame<Args = unknown> extends FrameSyntax {
  read(words: Parameters<FrameSyntax['read']>[0]): Args;
  refuses?(args: Args, bytes: Outline, as: MessageRole): Refusal | undefined;
  bytesFor?(args: Args, size: number): number;
  /** What goes on the wire for this message. */
  encode(args: Args, message: Uint8Array): Uint8Array;
  /** Looks for one message at the start of what has arrived. */
  decode(args: Args, arrived: Uint8Array): Decoded;
  /** How a message ends, for a finding: `its line end (0a)`. */
  describeEnd(args: Args): string;
}

export type Decoded =
  | { readonly kind: 'message'; readonly message: Uint8Array; readonly consumed: number }
  /** More bytes are needed. */
  | { readonly kind: 'incomplete' }
  /** No further byte can make a message of it. */
  | { readonly kind: 'malformed'; readonly reason: string };
