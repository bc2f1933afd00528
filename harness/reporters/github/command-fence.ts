/**
 * A stretch of standard output in which the runner of GitHub Actions obeys no commands. What a program has printed is
 * shown there; without the fence a line like `::notice title=Autograding report::…` of it would be obeyed.
 */
export class CommandFence {
  private readonly write: (text: string) => void;
  private readonly token: string;
  private isOpen = false;

  /** Whoever knows the token can open the fence: nobody must be able to guess it. */
  constructor(write: (text: string) => void, token: string) {
    this.write = write;
    this.token = token;
  }

  begin(): void {
    if (!this.isOpen) this.write(`::stop-commands::${this.token}\n`);
    this.isOpen = true;
  }

  end(): void {
    // On a line of its own, whatever was written before.
    if (this.isOpen) this.write(`\n::${this.token}::\n`);
    this.isOpen = false;
  }
}
