import type { DamagedLane, Lane } from './damage.js';

/** Several damages as one: what the first emits is pushed into the second. Each has chances of its own. */
export function inARow(lane: Lane, parts: readonly ((lane: Lane) => DamagedLane)[]): DamagedLane {
  let next: DamagedLane = { push: (chunk) => lane.emit(chunk), end: () => lane.end() };
  for (const [place, open] of [...parts.entries()].toReversed()) {
    const behind = next;
    next = open({
      ...lane,
      emit: (chunk) => behind.push(chunk),
      end: () => behind.end(),
      chance: (unit, salt = '') => lane.chance(unit, `${place} ${salt}`),
    });
  }
  return next;
}
