import type { FrameSpec, PeerSpec } from '../model/spec.js';
import type { Flow } from './flow.js';
import type { IdleNames } from './idle-names.js';

/** What the steps of one check are read with. */
export interface StepsContext {
  /** What is known of the variables where the next step stands. */
  readonly flow: Flow;
  readonly withinMs: number;
  readonly frameOf: (peer: PeerSpec) => FrameSpec;
  /** The peer that steps without a name belong to. */
  readonly acting?: string;
  /** Actors whose steps are left out, and who is told of each. */
  readonly except: readonly string[];
  readonly leaveOut: (actor: string) => void;
  /** The blocks whose steps these are, the outermost first. */
  readonly blocks: readonly string[];
  /** Told of each block and group that is used. */
  readonly names: IdleNames;
  /** The id of the step around these. */
  readonly prefix?: string;
  /** Told when a step had to be skipped, because something in it was refused. */
  readonly incomplete: () => void;
}
