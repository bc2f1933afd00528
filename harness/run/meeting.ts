/** Barriers for the members of one `parallel`. A member that fails breaks every barrier: its siblings need not wait. */
export class Meeting {
  private active: number;
  private isBroken = false;
  private readonly waiting = new Map<string, ((met: boolean) => void)[]>();

  constructor(members: number) {
    this.active = members;
  }

  /** Resolves true when every active member has arrived under this name. */
  arrive(name: string): Promise<boolean> {
    if (this.isBroken) return Promise.resolve(false);
    return new Promise((resolve) => {
      const here = this.waiting.get(name);
      if (here) here.push(resolve);
      else this.waiting.set(name, [resolve]);
      this.openFull();
    });
  }

  leave(how: 'done' | 'failed'): void {
    this.active--;
    if (how === 'failed') {
      this.isBroken = true;
      this.release(false, [...this.waiting.keys()]);
    } else {
      this.openFull();
    }
  }

  private openFull(): void {
    this.release(
      true,
      [...this.waiting].filter(([, here]) => here.length >= this.active).map(([name]) => name),
    );
  }

  private release(met: boolean, names: readonly string[]): void {
    for (const name of names) {
      const here = this.waiting.get(name) ?? [];
      this.waiting.delete(name);
      for (const resolve of here) resolve(met);
    }
  }
}
