/** Lets in whoever comes, in the order in which they came. Work may take more than one place; never more than there are. */
export type Gate = <T>(work: () => Promise<T>, places?: number) => Promise<T>;

/** As many places as there are: whoever asks for that has the gate for itself. */
export const ALONE = Infinity;

/** Lets at most so many pieces of work be under way. */
export function gate(most: number): Gate {
  let taken = 0;
  const waiting: { readonly places: number; readonly enter: () => void }[] = [];
  const admit = (): void => {
    // Nobody passes one who waits for many places: that one would wait for ever.
    for (let next = waiting[0]; next && taken + next.places <= most; next = waiting[0]) {
      waiting.shift();
      taken += next.places;
      next.enter();
    }
  };
  return async (work, wanted = 1) => {
    const places = Math.min(wanted, most);
    await new Promise<void>((enter) => {
      waiting.push({ places, enter });
      admit();
    });
    try {
      return await work();
    } finally {
      taken -= places;
      admit();
    }
  };
}
