import { otherEnd, canSeeSockets } from '../process/kernel-sockets.js';
import { openLink } from '../links/relay.js';
import { damages } from '../links/index.js';
import type { LinkEvent } from '../model/link-event.js';
import type { DamageRule, Transport } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import { CrossingLines } from '../reporters/crossing-lines.js';
import { painter } from '../reporters/paint.js';
import type { Screen } from '../reporters/terminal.js';
import { lineNames } from '../spec/read-damage-text.js';
import { addressText } from './address.js';
import { untilInterrupted } from './interruption.js';
import { EXIT, UsageError } from './usage-error.js';

export interface LiveLinkOptions {
  readonly listen: Address;
  readonly to: Address;
  readonly over: Transport;
  readonly rules: readonly DamageRule[];
  readonly seed: string;
  readonly screen: Screen;
  /** What is said once the port is open, above all that crosses. */
  readonly greet: (listening: Address) => readonly string[];
  /** What is said below the sums, when it is over. */
  readonly partWith: () => readonly string[] | Promise<readonly string[]>;
  readonly onEvent?: (event: LinkEvent) => void;
}

/**
 * A link between a user's own client and server, shown live until Ctrl-C: that is how it ends, and no failure.
 * Resolves with the exit code.
 */
export async function showLiveLink(options: LiveLinkOptions): Promise<number> {
  const { listen, to, over, rules, seed, screen } = options;
  const startedAt = performance.now();
  const lines = new CrossingLines({
    from: lineNames.from,
    to: lineNames.to,
    over,
    paint: painter(screen.hasColour),
    columns: screen.columns,
  });
  const write = (texts: readonly string[]): void => {
    if (texts.length > 0) screen.write(`${texts.join('\n')}\n`);
  };
  let hasFault = false;
  // Told before the greeting is out: what is there from the start, like a port that is closed.
  let early: string[] | undefined = [];

  const link = await open({
    link: { name: lineNames.link, from: lineNames.from, to: lineNames.to, over },
    rules,
    damages,
    seed,
    target: to,
    host: listen.host,
    port: listen.port,
    ...(canSeeSockets() && { unreadBytes: (ours) => otherEnd(ours)?.unreadBytes }),
    tell(event) {
      hasFault ||= event.type === 'fault';
      options.onEvent?.(event);
      const told = lines.tell(event, performance.now() - startedAt);
      if (early) early.push(...told);
      else write(told);
      // All that is done to it at once has been told by then.
      if (event.type === 'relayed') setImmediate(() => write(lines.flush()));
    },
  });
  // Whoever has read the greeting may press Ctrl-C at once.
  const interrupted = untilInterrupted();
  write([...options.greet(link), ...early]);
  early = undefined;
  await interrupted;
  await link.close();
  write([...lines.flush(), '', ...lines.summary(), ...(await options.partWith())]);
  return hasFault ? EXIT.fault : EXIT.passed;
}

/** A port that cannot be had is the caller's to change. */
async function open(options: Parameters<typeof openLink>[0]): ReturnType<typeof openLink> {
  try {
    return await openLink(options);
  } catch (error) {
    throw whyNotListening(error, { host: options.host ?? '', port: options.port ?? 0 }) ?? error;
  }
}

/** What is wrong with an address, where the caller can change it. */
export function whyNotListening(error: unknown, at: Address): UsageError | undefined {
  const why = CANNOT_LISTEN[(error as NodeJS.ErrnoException).code ?? ''];
  return why === undefined ? undefined : new UsageError(`${addressText(at)} cannot be listened at: ${why}`);
}

const CANNOT_LISTEN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has this port\nTake another one: --listen 5001',
  EACCES: 'ports below 1024 are for the administrator\nTake a higher one: --listen 5001',
  EADDRNOTAVAIL: 'this machine does not have that address\nWrite the port alone to listen at 127.0.0.1.',
};
