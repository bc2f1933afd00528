import { findPattern } from '../match/pattern.js';
import type { DamagedLane, Lane } from './damage.js';

/**
 * Opens a damage that sees only the datagrams in which the pattern finds something. They are numbered
 * from 1 among themselves, and the others pass it by. What it decides is told of the datagram's number
 * in the flow. Copies that an earlier damage made have one number.
 */
export function seeingOnly(pattern: string, lane: Lane, open: (narrowed: Lane) => DamagedLane): DamagedLane {
  const places = new Map<number, number>();
  const units = [0];

  const narrowed = open({
    ...lane,
    emit: (chunk) => lane.emit({ ...chunk, unit: units[chunk.unit] ?? 0 }),
    chance: (place, salt) => lane.chance(units[place] ?? 0, salt),
    decide: (place, fate, what) => lane.decide(units[place] ?? 0, fate, what),
  });

  function placeOf(unit: number): number {
    const known = places.get(unit);
    if (known !== undefined) return known;
    const place = places.size + 1;
    places.set(unit, place);
    units.push(unit);
    return place;
  }

  return {
    push(chunk) {
      if (!findPattern(pattern, chunk.data)) lane.emit(chunk);
      else narrowed.push({ ...chunk, unit: placeOf(chunk.unit) });
    },
    end: () => narrowed.end(),
  };
}
