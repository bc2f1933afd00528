import { firstDifference, indexOfBytes } from '../model/bytes.js';
import type { Predicate } from '../model/matcher.js';
import { evaluate, type Sight } from '../value/evaluate.js';

/** What is no longer is seen whole, beside what came. */
const SEEN_WHOLE_BYTES = 64;

/** Fewer may stand there by chance. */
const TELLING_BYTES = 16;

/** A long text of which only the beginning is there. */
export interface BrokenOff {
  readonly wanted: Uint8Array;
  /** What came, from where the text begins in it. */
  readonly actual: Uint8Array;
  /** So many bytes of the text are there. */
  readonly sharedBytes: number;
}

/** Where in an output the long text breaks off that is wanted of it; undefined where that is not what is wrong. */
export function brokenOff(predicate: Predicate, output: Uint8Array, sight: Sight): BrokenOff | undefined {
  if (predicate.kind !== 'equals' && predicate.kind !== 'starts' && predicate.kind !== 'contains') return undefined;
  const wanted = evaluate(predicate.value, sight);
  if (wanted.length <= SEEN_WHOLE_BYTES) return undefined;
  const actual = output.subarray(predicate.kind === 'contains' ? placeOfMost(wanted, output) : 0);
  const sharedBytes = firstDifference(wanted, actual) ?? wanted.length;
  return sharedBytes < TELLING_BYTES || sharedBytes === wanted.length ? undefined : { wanted, actual, sharedBytes };
}

/** Where the longest beginning of the text stands. Where a beginning stands, so do all shorter ones: halving finds it. */
function placeOfMost(wanted: Uint8Array, output: Uint8Array): number {
  let [place, least, most] = [0, 0, wanted.length];
  while (least < most) {
    const size = Math.ceil((least + most) / 2);
    const at = indexOfBytes(output, wanted.subarray(0, size));
    if (at < 0) most = size - 1;
    else [place, least] = [at, size];
  }
  return place;
}
