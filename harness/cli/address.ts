import { lookup } from 'node:dns/promises';
import type { Address } from '../model/trace.js';
import { UsageError } from './usage-error.js';

/**
 * An address as it is typed: `5000` or `:5000` on this machine, `host:5000`, `[::1]:5000`. A name is looked up, and
 * IPv4 is preferred: `localhost` may be both, and most servers of beginners listen there only.
 */
export async function addressOf(
  text: string,
  { option, least }: { readonly option: string; readonly least: 0 | 1 },
): Promise<Address> {
  const [, bracketed, plain, digits = ''] = /^(?:(?:\[([0-9a-fA-F:.%]+)\]|([^[\]:]*)):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === '' || port > 65_535)
    throw new UsageError(
      `${option} needs a port or an address, not "${text}"\nWrite: ${option} 5000, or ${option} 127.0.0.1:5000`,
    );
  if (port < least) throw new UsageError(`${option} ${text}: nobody can be reached at port 0`);
  const host = bracketed ?? (plain === undefined || plain === '' ? '127.0.0.1' : plain);
  try {
    return { host: (await lookup(host, { verbatim: false })).address, port };
  } catch {
    throw new UsageError(`${option} ${text}: no machine is known by the name "${host}"`);
  }
}

/** As it is typed again: `127.0.0.1:5000`, `[::1]:5000`. */
export function addressText({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
