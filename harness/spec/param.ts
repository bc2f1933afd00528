import type { Held } from '../model/value.js';
import type { Tree } from '../yaml/tree.js';

/** A parameter of the spec as it is set for this reading. */
export interface Param {
  readonly value: string | number | boolean;
  readonly held: Held;
  /** The names of its choices, where it has some. */
  readonly oneOf?: readonly string[];
  /** What stands in its place where a text cannot stand: a frame, a number. */
  readonly stands: Tree;
}
