import type { Transport } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import { socketRows } from '../process/kernel-sockets.js';

/** A server that has served its last client ends a moment after we have left it. */
const PARTING_MS = 100;

const LOOK_EVERY_MS = 50;

/** A person may have gone away, or there may be none. */
const MOST_WAIT_MS = 60_000;

/**
 * A server that its user has started, and starts again where it has ended: half of all that beginners write serve one
 * client in their life.
 */
export class AwaitedServer {
  private readonly address: Address;
  private readonly over: Transport;
  private readonly options: { readonly ask: () => void; readonly signal: AbortSignal };
  /** Whether it listens can be seen for what runs on this machine. */
  private wasSeen = false;

  constructor(
    address: Address,
    over: Transport,
    options: {
      /** Asks the user to start it. */
      readonly ask: () => void;
      readonly signal: AbortSignal;
    },
  ) {
    this.address = address;
    this.over = over;
    this.options = options;
  }

  /** Resolves when it listens: at once where it does, where that cannot be seen, and where nobody has started it again before. */
  async listens(): Promise<void> {
    if (!this.wasSeen) {
      this.wasSeen = this.isSeen();
      return;
    }
    await pause(PARTING_MS);
    if (this.isSeen()) return;
    this.options.ask();
    const until = performance.now() + MOST_WAIT_MS;
    while (!this.isSeen() && !this.options.signal.aborted) {
      if (performance.now() > until) {
        this.wasSeen = false;
        return;
      }
      await pause(LOOK_EVERY_MS);
    }
  }

  private isSeen(): boolean {
    return socketRows(this.over).some(({ listening, local }) => listening && local.port === this.address.port);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
