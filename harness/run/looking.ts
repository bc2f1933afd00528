/** How often a program is looked at that waits for us alone. */
const LOOK_EVERY_MS = 3;

/** All looks, at whichever program, are so far apart: they read the kernel's tables, and take the processor from those that start. */
const LOOKS_APART_MS = 2;

let watched = 0;

/** Carries out `work`, which looks at a program again and again, and tells it how long to pause before each next look. */
export async function looking<T>(work: (pauseMs: () => number) => Promise<T>): Promise<T> {
  watched++;
  try {
    return await work(() => Math.max(LOOK_EVERY_MS, watched * LOOKS_APART_MS));
  } finally {
    watched--;
  }
}
