export const shapes = ['uniform', 'normal', 'pareto'] as const;

/** How delays are spread round their middle. */
export type Shape = (typeof shapes)[number];

/** No delay is further off than so many times the jitter: a test has an end. */
const mostSpread = 10;

/** The tail index of the Pareto distribution: with 3 it has a mean and a deviation, and a tail that is felt. */
const tail = 3;
const paretoMean = tail / (tail - 1);
const paretoDeviation = Math.sqrt(tail / ((tail - 1) ** 2 * (tail - 2)));

/**
 * How far one delay is off, as a multiple of the jitter: for `uniform` in [-1, 1), for the others with mean 0 and
 * standard deviation 1, as tc-netem(8) has it.
 */
export function spread(shape: Shape, chance: (salt?: string) => number): number {
  switch (shape) {
    case 'uniform':
      return chance() * 2 - 1;
    case 'normal': {
      // Box and Muller. 1 - chance is never 0, whose logarithm there is not.
      const radius = Math.sqrt(-2 * Math.log(1 - chance('radius')));
      return bounded(radius * Math.cos(2 * Math.PI * chance('angle')));
    }
    case 'pareto':
      return bounded(((1 - chance()) ** (-1 / tail) - paretoMean) / paretoDeviation);
  }
}

function bounded(off: number): number {
  return Math.max(-mostSpread, Math.min(mostSpread, off));
}
