/** Lets at most so many pieces of work be under way; the others wait in the order in which they came. */
export function gate(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // Whoever waits is handed the place of the one that ends, so that no newcomer slips in between.
    if (underWay >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay--;
    }
  };
}
