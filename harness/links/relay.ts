import type { Link, LinkOptions } from './link.js';
import { openTcpRelay } from './tcp-relay.js';
import { openUdpRelay } from './udp-relay.js';

/** Opens a link: returns once its port answers, and relays to the target until it is closed. */
export async function openLink(options: LinkOptions): Promise<Link> {
  options.signal?.throwIfAborted();
  demandThatRulesFit(options);
  const open = options.link.over === 'tcp' ? openTcpRelay : openUdpRelay;
  const link = await open(options);
  const { signal } = options;
  if (signal === undefined) return link;

  const onAbort = (): void => void link.close();
  signal.addEventListener('abort', onAbort, { once: true });
  // It may have aborted while the port was being opened.
  if (signal.aborted) onAbort();
  return {
    ...link,
    close() {
      signal.removeEventListener('abort', onAbort);
      return link.close();
    },
  };
}

/** Reading a spec has refused these already; here they would otherwise be damage that silently never happens. */
function demandThatRulesFit({ link, rules, damages }: LinkOptions): void {
  const medium = link.over === 'tcp' ? 'stream' : 'datagram';
  for (const rule of rules.filter((each) => each.link === link.name)) {
    if (damages[rule.name]?.worksOn.includes(medium)) continue;
    throw new Error(`link ${link.name}: there is no damage "${rule.name}" for a ${medium}`);
  }
}
