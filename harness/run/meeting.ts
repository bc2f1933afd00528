interface Gathering {
  here: number;
  readonly met: Promise<boolean>;
  readonly open: (met: boolean) => void;
}

/** Barriers for the members of one `parallel`. A member that fails breaks every barrier: its siblings need not wait. */
export class Meeting {
  private active: number;
  private isBroken = false;
  private readonly gatherings = new Map<string, Gathering>();

  constructor(members: number) {
    this.active = members;
  }

  /** Resolves true when every active member has arrived under this name. */
  arrive(name: string): Promise<boolean> {
    if (this.isBroken) return Promise.resolve(false);
    const gathering = this.gatherings.get(name) ?? this.begin(name);
    gathering.here++;
    this.openIfFull(name, gathering);
    return gathering.met;
  }

  leave(how: 'done' | 'failed'): void {
    this.active--;
    if (how === 'failed') this.isBroken = true;
    for (const [name, gathering] of this.gatherings) {
      if (this.isBroken) gathering.open(false);
      else this.openIfFull(name, gathering);
    }
  }

  private begin(name: string): Gathering {
    let open: (met: boolean) => void = () => {};
    const met = new Promise<boolean>((resolve) => {
      open = resolve;
    });
    const gathering = { here: 0, met, open };
    this.gatherings.set(name, gathering);
    return gathering;
  }

  private openIfFull(name: string, { here, open }: Gathering): void {
    if (here < this.active) return;
    this.gatherings.delete(name);
    open(true);
  }
}
