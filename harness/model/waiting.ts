/** What is there already, or will be. What is there is used at once: turns of the event loop cost, and thousands of steps take many. */
export type Eventual<T> = T | Promise<T>;

export function andThen<T, U>(value: Eventual<T>, use: (value: T) => Eventual<U>): Eventual<U> {
  return value instanceof Promise ? value.then(use) : use(value);
}

/** Something that changes. Whoever watches is told that it did; what has changed, they look up themselves. */
export interface Changing {
  watch(tell: () => void): void;
  unwatch(tell: () => void): void;
}

/** A limit on waiting, told to those who watch when it is reached. Time in which this machine was too busy to run us does not count. */
export interface Deadline extends Changing {
  readonly isReached: boolean;
  /** There was progress: the whole time is given again. */
  restart(): void;
}

/** Changes when one of them does. */
export function anyOf(changings: readonly Changing[]): Changing {
  return {
    watch: (tell) => changings.forEach((each) => each.watch(tell)),
    unwatch: (tell) => changings.forEach((each) => each.unwatch(tell)),
  };
}

/** Resolves when the deadline is reached. */
export function reached(deadline: Deadline): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      deadline.unwatch(end);
      resolve();
    };
    if (deadline.isReached) resolve();
    else deadline.watch(end);
  });
}

/** Looks, and looks again after each change, until there is something to see. At the deadline it is what `otherwise` says. */
export function waitUntil<T>(
  look: () => Eventual<T> | undefined,
  changing: Changing,
  deadline: Deadline,
  otherwise: () => Eventual<T>,
): Eventual<T> {
  const seen = look();
  if (seen !== undefined) return seen;
  if (deadline.isReached) return otherwise();
  return new Promise((resolve, reject) => {
    const lookAgain = (): void => {
      try {
        const seenNow = look();
        if (seenNow === undefined && !deadline.isReached) return;
        resolve(seenNow ?? otherwise());
      } catch (error) {
        reject(error);
      }
      changing.unwatch(lookAgain);
      deadline.unwatch(lookAgain);
    };
    changing.watch(lookAgain);
    deadline.watch(lookAgain);
  });
}
