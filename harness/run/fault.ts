import type { Happening } from '../model/trace.js';

const OF_THE_HOST = new Set(['EMFILE', 'ENFILE', 'ENOSPC', 'ENOMEM', 'ENOBUFS', 'EAGAIN']);

/** The machine lacks an address that the spec speaks to. */
export class MissingAddress extends Error {
  constructor(address: string) {
    super(`this machine has no address ${address}${address.includes(':') ? ': IPv6 is switched off' : ''}`);
  }
}

/** An error that is not the submission's doing: the machine's, where it ran out of something, else ours. */
export function asFault(error: unknown): Extract<Happening, { type: 'fault' }> {
  const { code, message, stack }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const whose =
    error instanceof MissingAddress || (typeof code === 'string' && OF_THE_HOST.has(code)) ? 'host' : 'harness';
  return { type: 'fault', whose, detail: message, ...(stack !== undefined && { stack }) };
}
