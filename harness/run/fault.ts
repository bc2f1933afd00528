import type { Happening } from '../model/trace.js';

const OF_THE_HOST = new Set(['EMFILE', 'ENFILE', 'ENOSPC', 'ENOMEM', 'ENOBUFS', 'EAGAIN']);

/** An error that is not the submission's doing: the machine's, where it ran out of something, else ours. */
export function asFault(error: unknown): Extract<Happening, { type: 'fault' }> {
  const { code, message, stack }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const whose = typeof code === 'string' && OF_THE_HOST.has(code) ? 'host' : 'harness';
  return { type: 'fault', whose, detail: message, ...(stack !== undefined && { stack }) };
}
