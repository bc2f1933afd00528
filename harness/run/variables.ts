import type { Bindings, Bound } from '../model/value.js';

/**
 * The variables at one place of the script. What a step keeps is seen by the steps behind it, also by those
 * behind the surrounding loop.
 */
export class Variables {
  bindings: Bindings;
  private readonly outer: Variables | undefined;

  constructor(bindings: Bindings, outer?: Variables) {
    this.bindings = bindings;
    this.outer = outer;
  }

  /** The same with more in sight. What is kept there is kept here too. */
  inside(more: Bindings): Variables {
    return new Variables(bind(this.bindings, more), this);
  }

  /** A copy of a peer has variables of its own: they end with it. */
  ofCopy(more: Bindings): Variables {
    return new Variables(bind(this.bindings, more));
  }

  keep(values: Bindings): void {
    this.bindings = bind(this.bindings, values);
    // No name hides another, so that on every level the same variable is meant.
    this.outer?.keep(values);
  }

  /** These of them, for the trace. */
  pick(names: readonly string[]): Bindings {
    if (names.length === 0) return NONE;
    const picked: Record<string, Bound> = {};
    for (const name of names) {
      const value = this.bindings[name];
      if (value !== undefined) picked[name] = value;
    }
    return picked;
  }
}

/** A loop does this in each of its rounds; a spread of both takes four times as long. */
function bind(bindings: Bindings, more: Bindings): Bindings {
  return Object.assign({}, bindings, more);
}

const NONE: Bindings = {};
