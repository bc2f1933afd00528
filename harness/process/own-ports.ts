import { canSeeSockets, socketRows } from './kernel-sockets.js';

/** So long a connection stays in TIME_WAIT on Linux, and a little more. */
const QUIET_WITHIN_MS = 65_000;

const LOOK_EVERY_MS = 50;

let last: Promise<void> = Promise.resolve();

/**
 * Programs that insist on ports of their own have this machine's (or this world's) ports to themselves, one run after
 * another. Resolves with how to let the next run begin.
 */
export async function holdOwnPorts(): Promise<() => void> {
  let release: () => void = () => {};
  const before = last;
  last = new Promise((resolve) => {
    release = resolve;
  });
  await before;
  return release;
}

/** Waits until no connection of an earlier run is left at a port: a program without SO_REUSEADDR could not have it back. */
export async function portIsQuiet(port: number): Promise<void> {
  if (!canSeeSockets()) return;
  const until = performance.now() + QUIET_WITHIN_MS;
  while (performance.now() < until && socketRows('tcp').some((row) => row.local.port === port && !row.listening))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
