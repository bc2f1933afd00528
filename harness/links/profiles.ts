/** One direction of a link as it is found in the world. */
export interface Line {
  /** Absent: as much as one likes. */
  readonly bitsPerSecond?: number;
  readonly delayMs: number;
  /** In [0, 1]. */
  readonly loss: number;
}

const line = (kilobitsPerSecond: number, delayMs: number, percentLost: number): Line => ({
  bitsPerSecond: kilobitsPerSecond * 1000,
  delayMs,
  loss: percentLost / 100,
});

const both = (same: Line): { readonly up: Line; readonly down: Line } => ({ up: same, down: same });

/**
 * Links by name. Sources of the figures: the profiles of Augmented Traffic Control (2g_rural, edge_lossy, 3g, dsl,
 * cable), and the table in the README of comcast (the others).
 */
export const profiles: Readonly<Record<string, { readonly up: Line; readonly down: Line }>> = {
  '2g_rural': { up: line(18, 650, 2), down: line(20, 650, 2) },
  gprs: both(line(50, 500, 2)),
  edge: both(line(250, 300, 1.5)),
  edge_lossy: { up: line(200, 440, 1), down: line(240, 400, 1) },
  '3g': { up: line(330, 100, 0), down: line(780, 100, 0) },
  dial_up: both(line(40, 185, 2)),
  dsl: { up: line(256, 5, 0), down: line(2000, 5, 0) },
  cable: { up: line(1000, 2, 0), down: line(6000, 2, 0) },
  wifi: both(line(30_000, 40, 0.2)),
  satellite: both({ delayMs: 1500, loss: 0.002 }),
};
