/** Something that does work for others, one piece at a time, and wears out. */
export interface Member {
  /** Ends it. Errors of the clearing up are nobody's concern here. */
  close(): Promise<unknown>;
}

export interface PoolOptions<M extends Member> {
  readonly open: () => Promise<M>;
  /** After so many pieces of work a member is replaced, so that nothing can pile up in it. */
  readonly uses: number;
}

/** Members that are reused, and replaced when they are worn out or when work has failed in them. */
export class Pool<M extends Member> {
  private readonly options: PoolOptions<M>;
  private readonly idle: { readonly member: M; readonly uses: number }[] = [];

  /** `first` is a member that is open already. */
  constructor(options: PoolOptions<M>, first?: M) {
    this.options = options;
    if (first) this.idle.push({ member: first, uses: 0 });
  }

  /** Has work done by a member that does nothing else meanwhile. */
  async use<T>(work: (member: M) => Promise<T>): Promise<T> {
    const { member, uses } = this.idle.pop() ?? { member: await this.options.open(), uses: 0 };
    let isGood = false;
    try {
      const done = await work(member);
      isGood = uses + 1 < this.options.uses;
      return done;
    } finally {
      // Whoever has failed once may be broken in a way that costs the next one marks.
      if (isGood) this.idle.push({ member, uses: uses + 1 });
      else await end(member);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.idle.splice(0).map(({ member }) => end(member)));
  }
}

/** What goes wrong with the clearing up takes nothing away from what was done. */
async function end(member: Member): Promise<void> {
  await member.close().catch(() => undefined);
}
