/** All that is reached from one by going on and on, itself first. */
export function reachableFrom<T>(one: T, next: (each: T) => Iterable<T>): ReadonlySet<T> {
  const found = new Set([one]);
  for (const each of found) for (const further of next(each)) found.add(further);
  return found;
}
