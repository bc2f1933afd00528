import type { Chunk, DamagedLane, Lane } from './damage.js';

/** How the stream is cut from some offset on. */
export interface Slice {
  /** The next piece is no longer than this. */
  readonly bytes: number;
  /** How long nothing is sent behind it. */
  readonly pauseMs: number;
}

/**
 * Cuts a stream into pieces, each a write of its own with a pause behind it; `afterwards` says how the pause is
 * spent. Never waits to fill a
 * piece: the sender may say no more before it has had an answer.
 *
 * @param sliceAt the slice that begins at this offset of the stream, or `whole`: nothing to cut from here on
 * @param tell called for each piece of the chunk `unit`; `offset` is its end in the stream
 */
export function slicing(
  lane: Lane,
  sliceAt: (offset: number) => Slice | 'whole',
  tell: (unit: number, offset: number) => void,
  afterwards: Lane['after'] = lane.after,
): DamagedLane {
  // Chunks are cut only when their turn comes: a view for each byte would need a hundred times the memory.
  const waiting: Chunk[] = [];
  let offset = 0;
  let pausing = false;
  let ended = false;

  function flow(): void {
    while (!pausing) {
      const chunk = waiting.shift();
      if (chunk === undefined) {
        if (ended) lane.end();
        return;
      }
      const slice = sliceAt(offset);
      const piece = slice === 'whole' ? chunk.data : chunk.data.subarray(0, slice.bytes);
      if (piece.length < chunk.data.length) waiting.unshift({ ...chunk, data: chunk.data.subarray(piece.length) });
      offset += piece.length;
      if (slice !== 'whole') {
        tell(chunk.unit, offset);
        pauseFor(slice.pauseMs);
      }
      lane.emit({ ...chunk, data: piece });
    }
  }

  function pauseFor(pauseMs: number): void {
    pausing = true;
    afterwards(pauseMs, () => {
      pausing = false;
      flow();
    });
  }

  return {
    push(chunk) {
      waiting.push(chunk);
      flow();
    },
    end() {
      ended = true;
      flow();
    },
  };
}
