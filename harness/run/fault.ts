import type { Happening } from '../model/trace.js';
import { Incomputable, sayNoValue } from '../value/evaluate.js';

const OF_THE_HOST = new Set(['EMFILE', 'ENFILE', 'ENOSPC', 'ENOMEM', 'ENOBUFS', 'EAGAIN']);

/** The machine has not what a check takes: an address, a terminal. */
export class MachineLacks extends Error {}

/**
 * An error that is not the submission's doing: the spec's, where its data has no value; the machine's, where it lacks or
 * ran out of something; else ours.
 */
export function asFault(error: unknown): Extract<Happening, { type: 'fault' }> {
  if (error instanceof Incomputable)
    return { type: 'fault', whose: 'spec', detail: sayNoValue(error.source, error.why) };
  const { code, message, stack }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  const whose =
    error instanceof MachineLacks ? 'machine' : typeof code === 'string' && OF_THE_HOST.has(code) ? 'host' : 'harness';
  return { type: 'fault', whose, detail: message, ...(stack !== undefined && { stack }) };
}
