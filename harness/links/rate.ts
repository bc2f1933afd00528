import type { Chunk, Damage } from './damage.js';
import { demandDatagrams } from './datagrams-only.js';
import { rateSchema, readRate } from './bit-rate.js';
import { rateText } from './wording.js';

export interface RateArgs {
  readonly bitsPerSecond: number;
  /** Datagrams that may wait for the line; more are lost. A stream makes its sender wait instead. */
  readonly queue: number;
}

/** What a line of tc-netem(8) holds where nothing else is said. */
export const usualQueue = 1000;

/** A stream passes in segments of this size, as over Ethernet: a second's worth at once would be no slow line. */
const segmentBytes = 1448;

/**
 * A line that takes so many bits in a second (payload alone is counted). Datagrams wait in a queue for their turn,
 * and where it is full they are lost (tail drop). A stream loses nothing: its sender waits.
 */
export const rate: Damage<RateArgs> = {
  word: 'rate',
  summary: 'lets only so many bits pass in a second',
  schema: rateSchema('How much passes in a second: `1Mbit`, `56kbit`.'),
  modifiers: {
    queue: {
      type: 'integer',
      minimum: 1,
      description: `How many datagrams may wait; those that find the queue full are lost. Default ${usualQueue}. For UDP; TCP makes its sender wait.`,
    },
  },
  worksOn: ['datagram', 'stream'],
  instead: '',

  read(words) {
    demandDatagrams(words, 'queue', 'TCP has no queue that overflows: its sender waits');
    return {
      bitsPerSecond: readRate(words, 'rate'),
      queue: (words.has('queue') ? words.number('queue') : undefined) ?? usualQueue,
    };
  },

  describe({ bitsPerSecond, queue }) {
    return `let ${rateText(bitsPerSecond)} pass${queue === usualQueue ? '' : `, with a queue of ${queue}`}`;
  },

  open({ bitsPerSecond, queue }, lane) {
    const waiting: Chunk[] = [];
    /** When the line is free again. Kept as a moment, so that the lateness of timers does not add up. */
    let freeAtMs = 0;
    let ended = false;

    /** Puts the first one onto the line; it has passed when all its bits have. */
    function transmit(): void {
      const chunk = waiting[0];
      if (chunk === undefined) {
        if (ended) lane.end();
        return;
      }
      const data = lane.medium === 'stream' ? chunk.data.subarray(0, segmentBytes) : chunk.data;
      freeAtMs = Math.max(freeAtMs, lane.nowMs()) + (data.length * 8 * 1000) / bitsPerSecond;
      lane.after(Math.max(0, Math.round(freeAtMs - lane.nowMs())), () => {
        if (data.length === chunk.data.length) waiting.shift();
        else waiting[0] = { ...chunk, data: chunk.data.subarray(data.length) };
        lane.emit({ ...chunk, data });
        transmit();
      });
    }

    return {
      push(chunk) {
        // The first one is on the line already.
        if (lane.medium === 'datagram' && waiting.length > queue)
          return lane.decide(chunk.unit, 'lost', `dropped: the queue of ${queue} is full`);
        lane.decide(chunk.unit, 'late', `slowed to ${rateText(bitsPerSecond)}`);
        waiting.push(chunk);
        if (waiting.length === 1) transmit();
      },
      end() {
        ended = true;
        if (waiting.length === 0) lane.end();
      },
    };
  },
};
