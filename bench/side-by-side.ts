/** Enough for a median that one disturbance does not move, and still a coffee rather than a lunch for all benches. */
const ROUNDS = 9;

/**
 * Medians of several figures that are taken in turns, so that what the machine does meanwhile befalls all of them.
 * Every other round goes backwards: whoever came first would otherwise always meet the cooler processor. A round
 * before them is not counted; it fills the caches of the file system.
 */
export async function sideBySide<Name extends string>(
  figures: Readonly<Record<Name, () => Promise<number>>>,
  rounds = ROUNDS,
): Promise<Record<Name, number>> {
  const names = Object.keys(figures) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await figures[name]();
      if (round > 0) taken.get(name)?.push(figure);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<Name, number>;
}

export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
