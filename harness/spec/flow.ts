import { Sight, type Known } from './sight.js';

const NAMES_OF_COPIES = new Set(['me', 'copy']);

type Names = ReadonlyMap<string, Known>;

/**
 * What is known of the variables as the steps of a check go on, one after another. A value that is set only on
 * some of the ways that lead to a place is not there for certain: it is remembered with the reason.
 */
export class Flow {
  /** False behind a `leave`: nothing comes here. */
  isReachable = true;
  private known: Names;
  private isOpen: boolean;
  /** What is known where the surrounding loop is left; undefined where there is none. */
  private readonly exits: Names[] | undefined;

  constructor(sight: Sight, exits?: Names[]) {
    this.known = sight.entries;
    this.isOpen = sight.isOpen;
    this.exits = exits;
  }

  get sight(): Sight {
    return new Sight(this.known, this.isOpen);
  }

  /** Something in or beside these steps was not understood: it may give any name. */
  open(): void {
    this.isOpen = true;
  }

  keep(name: string, kept: Omit<Known, 'role'>): void {
    this.known = new Map([...this.known, [name, { ...kept, role: 'kept' }]]);
  }

  /** One of several ways on from here. */
  branch(): Flow {
    return new Flow(this.sight, this.exits);
  }

  /** The surrounding loop ends here. False where there is none. */
  leave(): boolean {
    this.isReachable = false;
    this.exits?.push(this.known);
    return this.exits !== undefined;
  }

  /** True where one of the steps of this loop leaves it. */
  get isLeft(): boolean {
    return (this.exits?.length ?? 0) > 0;
  }

  /** From here on goes what comes out of one of these ways. */
  join(ways: readonly Flow[], why: string): void {
    this.openLike(ways);
    const open = ways.filter((way) => way.isReachable).map((way) => way.known);
    if (open.length === 0) this.isReachable = false;
    else this.known = meet(open, why);
  }

  /** The steps of a loop, which are done at least once. */
  loop(names: readonly (readonly [string, Known])[]): Flow {
    return new Flow(this.sight.with(names), []);
  }

  /** The steps of a copy: what it keeps is its own. */
  copy(names: readonly (readonly [string, Known])[]): Flow {
    return new Flow(this.sight.with(names));
  }

  /** The steps of a block, which knows what the spec gives and what it is given itself. */
  block(names: readonly (readonly [string, Known])[]): Flow {
    const known = [...this.known].filter(([name, { role }]) => role === 'given' || NAMES_OF_COPIES.has(name));
    return new Flow(new Sight(new Map([...known, ...names]), this.isOpen));
  }

  /** What a block has kept. */
  keptBy(block: Flow): (readonly [string, Known])[] {
    this.openLike([block]);
    return [...block.known].filter(([, { role }]) => role === 'kept');
  }

  private openLike(ways: readonly Flow[]): void {
    this.isOpen ||= ways.some((way) => way.isOpen);
  }

  /** From here on goes what comes out of a loop: from its end, or from where it was left. */
  joinLoop(loop: Flow, { mustBeLeft, why }: { readonly mustBeLeft: boolean; readonly why: string }): void {
    this.openLike([loop]);
    const ends = [...(loop.exits ?? []), ...(loop.isReachable && !mustBeLeft ? [loop.known] : [])];
    if (ends.length === 0) return;
    const behind = new Map(meet(ends, why));
    // What is set in it, but not on the ways out.
    for (const [name, known] of loop.known) if (!behind.has(name)) behind.set(name, { ...known, maybeNot: why });
    // What the loop itself counts ends with it.
    this.known = new Map([...behind].filter(([name, { role }]) => this.known.has(name) || role === 'kept'));
  }
}

/** What is known where several ways come together. */
function meet(ways: readonly Names[], why: string): Names {
  const names = new Set(ways.flatMap((way) => [...way.keys()]));
  return new Map(
    [...names].map((name) => {
      const found = ways.map((way) => way.get(name));
      const some = found.find((each) => each !== undefined) as Known;
      const told = found.find((each) => each?.maybeNot !== undefined)?.maybeNot;
      const maybeNot = told ?? (found.includes(undefined) ? why : undefined);
      return [name, maybeNot === undefined ? some : { ...some, maybeNot }];
    }),
  );
}
