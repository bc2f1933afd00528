import type { Marker as AnyMarker } from '../marking/marker.js';
import type { Tier } from '../process/sandbox.js';

export type { MarkRequest, OnCheck } from '../marking/marker.js';

/** Marks submissions, as far away from this machine as its tier says. */
export interface Marker extends AnyMarker {
  readonly tier: Tier;
}

export interface MarkerOptions {
  /** How many checks run side by side. */
  readonly jobs: number;
  /** The environment that wiremark was started in. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Where temporary folders are made; the system's place for them by default. */
  readonly scratch?: string;
}
