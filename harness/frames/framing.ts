import { outlineOfSize } from '../model/outline.js';
import type { FrameSpec } from '../model/spec.js';
import type { Frame } from './frame.js';

/** A frame with its arguments, as those see it who speak in it. */
export interface Framing {
  readonly name: string;
  encode(message: Uint8Array): Uint8Array;
  /** Why this message cannot go in it, for its size (several lines may be sent as one): `it may have 300 bytes, and u8 counts up to 255`. */
  refusal(message: Uint8Array): string | undefined;
  describeEnd(): string;
}

/** Binds a frame to its arguments. */
export function framingOf(frame: Frame, { name, args }: FrameSpec): Framing {
  return {
    name,
    encode: (message) => frame.encode(args, message),
    refusal: (message) => frame.refuses?.(args, outlineOfSize(message.length), 'sent')?.why,
    describeEnd: () => frame.describeEnd(args),
  };
}
