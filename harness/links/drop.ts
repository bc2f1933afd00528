import { RE2JS } from 're2js';
import { latin1 } from '../model/bytes.js';
import type { Chunk, Damage } from './damage.js';
import { describeWhich, nthOrFirstSchema, readWhich, type Which } from './which.js';

export interface DropArgs {
  readonly which: Which;
  /** A pattern; then the value counts among the datagrams that meet it. */
  readonly matching?: string;
}

/** Certain datagrams are lost: chosen by their number, so that the same ones are lost whatever the seed. */
export const drop: Damage<DropArgs> = {
  word: 'drop',
  summary: 'loses certain datagrams, chosen by their number',
  schema: nthOrFirstSchema('Which datagrams are lost: `2`, `[2, 5]` or `first`.'),
  modifiers: {
    matching: {
      type: 'string',
      pattern: '.',
      description: 'A regular expression. Only datagrams that match are counted, and only they can be lost.',
    },
  },
  worksOn: ['datagram'],
  instead: 'TCP never loses bytes. For a slow line use "stall", for a broken one "reset" or "cut_after"',

  read(words) {
    const matching = words.has('matching') ? words.pattern('matching') : undefined;
    return { which: readWhich(words, 'drop'), ...(matching === undefined ? {} : { matching }) };
  },

  describe({ which, matching }) {
    return `drop ${describeWhich(which)}${matching === undefined ? '' : ` matching /${matching}/`}`;
  },

  open({ which, matching }, lane) {
    const units = which.kind === 'nth' ? which.units : [];
    const place = matching === undefined ? (chunk: Chunk) => chunk.unit : placeAmongMatching(matching);
    return {
      push(chunk) {
        if (units.includes(place(chunk))) lane.decide(chunk.unit, 'dropped');
        else lane.emit(chunk);
      },
      end: () => lane.end(),
    };
  },
};

/** Numbers the datagrams that match from 1; 0 for the others. Copies of one datagram have one number. */
function placeAmongMatching(matching: string): (chunk: Chunk) => number {
  const pattern = RE2JS.compile(matching);
  const places = new Map<number, number>();
  return (chunk) => {
    if (!pattern.matcher(latin1(chunk.data)).find()) return 0;
    const place = places.get(chunk.unit) ?? places.size + 1;
    places.set(chunk.unit, place);
    return place;
  };
}
