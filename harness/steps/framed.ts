import { describeValue } from '../match/describe.js';
import type { Value } from '../model/value.js';
import { evaluate, Incomputable, type Sight } from '../value/evaluate.js';
import type { Conversation } from './step-kind.js';

/** What goes on the wire for a message. Throws `Incomputable` where its frame cannot hold it: the program is not to blame. */
export function framed(value: Value, { framing }: Conversation, sight: Sight): Uint8Array {
  const message = evaluate(value, sight);
  const refusal = framing.refusal(message);
  if (refusal !== undefined) throw new Incomputable(describeValue(value), refusal, false);
  return framing.encode(message);
}
