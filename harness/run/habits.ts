import type { AnswerOrder } from './answers.js';

/** What was learnt about a program by launching it, so that it need not be found out again for every run. */
export interface Habit {
  /** The port that it uses whatever it is told: most beginners write theirs into the source. */
  readonly port?: number;
  /** Where it asks at the keyboard before it is ready: how it was answered so that it went on. */
  readonly dialogue?: {
    readonly order: AnswerOrder;
    readonly answers: number;
    /** Of a client: so many of them come before anything that a script could type. */
    readonly beforeScript?: number;
  };
}

/** The habits of the programs of one submission. */
export class Habits {
  private readonly known = new Map<string, Promise<Habit | undefined>>();
  private readonly found = new Map<string, Habit>();

  /** What is known by now. */
  get all(): ReadonlyMap<string, Habit> {
    return this.found;
  }

  /**
   * The habit of a program. Whoever asks first gets nothing and must tell what it finds, however its launch ends; all
   * others wait for that: two programs that both insist on port 9090 cannot be started at once. Where it found nothing,
   * the next one tries.
   */
  async of(
    program: string,
  ): Promise<{ readonly habit: Habit } | { readonly tell: (habit: Habit | undefined) => void }> {
    for (let known = this.known.get(program); known; known = this.known.get(program)) {
      const habit = await known;
      if (habit) return { habit };
    }
    let tell: (habit: Habit | undefined) => void = () => {};
    this.known.set(
      program,
      new Promise((resolve) => {
        tell = (habit) => {
          if (habit) this.found.set(program, habit);
          else this.known.delete(program);
          resolve(habit);
        };
      }),
    );
    return { tell };
  }
}
