/** How often a program is looked at that waits for us alone. */
const LOOK_EVERY_MS = 3;

/** All looks, at whichever program, are so far apart: they read the kernel's tables, and take the processor from those that start. */
const LOOKS_APART_MS = 2;

/** A look at the kernel's tables can take milliseconds: so many times as long, at least, everybody else has his turn. */
const REST_TIMES = 2;

/** But however long a look takes, the rest behind it is no longer than this. */
const MOST_REST_MS = 100;

let watched = 0;

/**
 * Carries out `work`, which looks at a program again and again, and tells it how long to pause before each next look:
 * the longer, the longer the last one took.
 */
export async function looking<T>(work: (pauseMs: (lookedMs?: number) => number) => Promise<T>): Promise<T> {
  watched++;
  try {
    return await work((lookedMs = 0) =>
      Math.max(LOOK_EVERY_MS, watched * LOOKS_APART_MS, Math.min(watched * lookedMs * REST_TIMES, MOST_REST_MS)),
    );
  } finally {
    watched--;
  }
}
